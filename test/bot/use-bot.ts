import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { EventHandler } from '../../bot/events/event.ts';
import { operatorOf } from '../../bot/operator/operator.ts';
import { OperatorFile } from '../../bot/operator/operator-file.ts';
import type { BotSettings, StoreSettings } from '../../bot/settings.ts';
import { type RunningBot, type Surroundings, startBot } from '../../bot/start-bot.ts';
import { root } from '../architecture/source-files.ts';
import { cliBundle } from '../process/run-cli.ts';
import { type Delivered, deliver, privateKey, secret } from './deliver.ts';

interface Circumstances {
  /** What the operator grants, by repository. */
  readonly grants?: Readonly<Record<string, object>>;
  readonly oidc?: object;
}

const programs = { cli: cliBundle, guard: join(root, 'bot/egress-guard.ts') };

export interface TestBot extends RunningBot {
  readonly deliver: (event: string, payload: unknown, given?: Omit<Delivered, 'payload'>) => Promise<Response>;
  /** What the bot wrote into its log. */
  readonly log: () => string;
}

/** Starts a bot in this process on a store, with handlers of the test’s own; stopped at the end of the test. */
export async function useBot(
  store: StoreSettings,
  handlers: ReadonlyMap<string, EventHandler>,
  {
    grants = {},
    oidc = {},
    ...given
  }: Partial<BotSettings & Omit<Surroundings, 'log' | 'handlers'>> & Circumstances = {},
): Promise<TestBot> {
  const settings: BotSettings = {
    appId: '1',
    privateKey: String(privateKey),
    webhookSecret: secret,
    webhookPath: '/api/github/webhooks',
    host: '127.0.0.1',
    port: 0,
    githubApi: 'http://127.0.0.1:9',
    logLevel: 'info',
    pointsPerMinute: null,
    operatorFile: null,
    slack: null,
    store,
    traces: null,
    apiPerMinute: 100_000,
    trustedProxies: 0,
    ...given,
  };
  const operator = operatorOf(OperatorFile.parse({ version: 1, repositories: grants, oidc }));
  const lines: string[] = [];
  const log = pino({ level: settings.logLevel }, { write: (line: string) => lines.push(line) });
  const bot = await startBot(settings, {
    log,
    handlers,
    now: () => new Date(),
    sweepMilliseconds: null,
    ticks: false,
    here: { operator, programs },
    ...given,
  });
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await bot.stop();
  };
  onTestFinished(stop);
  return {
    url: bot.url,
    tick: () => bot.tick(),
    stop,
    deliver: (event, payload, delivered = {}) => deliver(bot.url, event, { payload, ...delivered }),
    log: () => lines.join(''),
  };
}
