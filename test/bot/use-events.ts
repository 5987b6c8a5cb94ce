import { pino } from 'pino';
import { ProbotOctokit } from 'probot';
import { onTestFinished } from 'vitest';
import type { BotEvent, OwnDelivery } from '../../bot/events/event.ts';
import type { StoreSettings } from '../../bot/settings.ts';
import { openStore } from '../../bot/store/open-store.ts';
import type { AppState } from '../fake-github/app-state.ts';
import { useAppGitHub } from './use-app-github.ts';

/** What an event is about; the rest is filled in. */
type Given = Partial<Pick<BotEvent, 'repository' | 'action' | 'payload' | 'now' | 'deliveryId'>>;

/**
 * Events as handlers are given them, without a server and a queue around: for what depends on the clock, and for many cases of one thing.
 */
export async function useEvents(settings: StoreSettings, state: AppState) {
  const github = await useAppGitHub(state);
  const store = await openStore(settings, () => {});
  onTestFinished(() => store.close());
  const Octokit = ProbotOctokit.defaults((options: object) => ({
    ...options,
    retry: { enabled: false },
    throttle: { enabled: false },
  }));
  const client = new Octokit({ auth: { token: 'ghs_installation' }, baseUrl: github.url });
  const lines: string[] = [];
  const later: OwnDelivery[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
  const event = (given: Given = {}): BotEvent => ({
    deliveryId: 'delivery',
    name: 'test',
    action: null,
    payload: {},
    repository: { owner: 'octo', repo: 'shop' },
    github: async () => client,
    appId: 1,
    login: async () => 'tollgate[bot]',
    notify: async () => {},
    later: async (own) => {
      later.push(own);
    },
    store,
    log,
    now: new Date(),
    ...given,
  });
  return { github, store, event, later, log: () => lines.join('') };
}
