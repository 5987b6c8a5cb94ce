import { expect } from 'vitest';
import { handlers } from '../../bot/events/registry.ts';
import type { BotSettings, StoreSettings } from '../../bot/settings.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { type AppState, emptyState, type KeptGate, type KeptRun } from '../fake-github/app-state.ts';
import type { AppGitHub } from '../fake-github/start-app-github.ts';
import { comparisonOf, record, releaseComparisonOf, verdictOf } from '../fixtures/comparison.ts';
import { zipOf } from '../fixtures/zip.ts';
import { eventually } from './eventually.ts';
import { useAppGitHub } from './use-app-github.ts';
import { type TestBot, useBot } from './use-bot.ts';

export const released = 'd'.repeat(40);
export const head = 'e'.repeat(40);
/** The run that waits at the door. */
export const waiting = 501;

/** The configuration of the stories, with what a test adds to the gate of production. */
export function gateConfiguration(...gate: readonly string[]): string {
  return [
    'version: 1',
    `service: ${honest.subject.service}`,
    'environments:',
    '  staging: {}',
    '  production:',
    '    gate:',
    '      patience: 1s',
    ...gate.map((line) => `      ${line}`),
    'commands:',
    '  onCall: { logins: [oda, ann] }',
    'notifications: [{ channel: C0000000001, events: [gate] }]',
  ].join('\n');
}

const production = record('production', 1);
/** Staging that tells the truth; a build that is as good as the one before, and one that is worse. */
export const honest = verdictOf(comparisonOf(production, record('staging', 3)));
export const good = verdictOf(releaseComparisonOf(record('staging', 4), record('staging', 5)));
export const worse = verdictOf(
  releaseComparisonOf(
    record('staging', 4),
    record('staging', 5, { changes: new Map([['GET /search', { median: 2 }]]) }),
  ),
);

/** A run of the validation workflow whose artifact holds a verdict as the Action writes it. */
export function runWith(
  id: number,
  verdict: Verdict,
  { digest = null, ...given }: Partial<KeptRun> & { readonly digest?: string | null } = {},
): KeptRun {
  const sha = given.head_sha ?? (verdict.question === 'release' ? released : head);
  const release = { sha, digest, ref: 'refs/heads/main', runId: String(id) };
  const report = { ...verdict, generatedAt: new Date().toISOString(), subject: { ...verdict.subject, release } };
  return {
    id,
    path: '.github/workflows/staging-validation.yml',
    event: 'push',
    head_branch: 'main',
    head_sha: sha,
    head_repository: { full_name: 'octo/shop' },
    artifact: zipOf('tollgate-report.json', Buffer.from(JSON.stringify(report))),
    ...given,
  };
}

/** A run that deploys, and waits at the door of production. */
export function deployRun(given: Partial<KeptRun> = {}): KeptRun {
  const path = '.github/workflows/deploy.yml';
  return {
    ...runWith(waiting, honest, { head_sha: released }),
    path,
    event: 'workflow_dispatch',
    artifact: null,
    ...given,
  };
}

export interface GateStory {
  readonly state: AppState;
  readonly github: AppGitHub;
  readonly gate: KeptGate;
  readonly bot: TestBot;
  /** Tells the bot that the run waits. */
  readonly ask: (given?: object, delivery?: { readonly id: string }) => Promise<Response>;
  /** Writes a comment on an issue, and gives the answer once the bot no longer looks at it. */
  readonly comment: (body: string, by: string) => Promise<string>;
  /** Starts another bot on the same store. */
  readonly restart: () => Promise<TestBot>;
}

/** The event as GitHub really sends it: without `deployment.ref`, and with a small repository. */
export function requested(api: string, given: object = {}): object {
  return {
    action: 'requested',
    environment: 'production',
    event: 'workflow_dispatch',
    deployment_callback_url: `${api}/repos/octo/shop/actions/runs/${waiting}/deployment_protection_rule`,
    deployment: { id: 4189575565, environment: 'production' },
    pull_requests: [],
    sha: released,
    ref: 'main',
    repository: { id: 1, name: 'shop', full_name: 'octo/shop', owner: { login: 'octo' } },
    sender: { login: 'ann', id: 2 },
    installation: { id: 5 },
    ...given,
  };
}

type Circumstances = Partial<AppState> & { readonly gate?: readonly string[] };

/** What GitHub holds of a repository whose evidence speaks for the release, with a job that waits at the door of production. */
export function gateState({ gate: configured = [], ...given }: Circumstances = {}): AppState {
  return {
    ...emptyState(),
    head,
    contents: { [head]: { '.github/tollgate.yml': gateConfiguration(...configured) } },
    runs: [deployRun(), runWith(1, honest), runWith(2, good)],
    gates: [{ run: waiting, environment: 'production', isWaiting: true, said: [] }],
    authors: { [released]: 'ann' },
    pushes: [{ branch: 'main', after: released, by: 'ann', at: '2026-11-01T00:00:00Z' }],
    roles: { ann: 'write', oda: 'read', lou: 'write', max: 'maintain' },
    issues: [{ number: 3, author: 'ann', title: 'It is slow', body: '', state: 'open', labels: [], comments: [] }],
    ...given,
  };
}

/** Such a repository, and a bot. */
export async function useGate(
  store: StoreSettings,
  { slack = null, ...given }: Circumstances & { readonly slack?: BotSettings['slack'] } = {},
): Promise<GateStory> {
  const state = gateState(given);
  const [gate] = state.gates;
  if (gate === undefined) throw new Error('nothing waits at a door');
  const github = await useAppGitHub(state);
  const start = () => useBot(store, handlers, { githubApi: github.url, slack });
  let bot = await start();
  return {
    state,
    github,
    gate,
    get bot() {
      return bot;
    },
    ask: (more = {}, delivery) => bot.deliver('deployment_protection_rule', requested(github.url, more), delivery),
    async comment(body, by) {
      const id = 9000 + state.comments.length;
      const createdAt = new Date().toISOString();
      state.comments.push({ id, issue: 3, author: by, body, createdAt, reactions: [] });
      await bot.deliver('issue_comment', {
        action: 'created',
        installation: { id: 5 },
        repository: { full_name: 'octo/shop', default_branch: 'main' },
        issue: { number: 3, state: 'open' },
        comment: {
          id,
          body,
          html_url: 'https://github.com/octo/shop/issues/3',
          created_at: createdAt,
          author_association: 'NONE',
          user: { login: by, type: 'User' },
        },
      });
      const marker = `<!-- tollgate:answer:${id} -->\n`;
      const answer = () => state.comments.find((one) => one.body.startsWith(marker))?.body.slice(marker.length);
      await eventually(() => expect(answer() ?? '⏳').not.toMatch(/^⏳/));
      return answer() ?? '';
    },
    async restart() {
      await bot.stop();
      bot = await start();
      return bot;
    },
  };
}
