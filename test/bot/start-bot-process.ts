import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { StoreSettings } from '../../bot/settings.ts';
import { root } from '../architecture/source-files.ts';
import { runEnvironment } from '../run/run-environment.ts';
import { privateKey, secret } from './deliver.ts';

/** A bot in a process of its own, as an operator starts it. */
export interface BotProcess {
  readonly url: string;
  readonly pid: number;
  /** What it wrote, standard output and standard error. */
  readonly log: () => string;
  /** Ends it as a power cut does: it is told nothing. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to stop, and gives its exit code. */
  stop(): Promise<number | null>;
}

const listens = /"url":"(http:[^"]+)".*the bot listens/;

async function gone(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }
  return child.exitCode;
}

/** Starts `node bot/server.ts` on a free port; resolves when it listens. */
export function startBotProcess(
  store: StoreSettings,
  given: Readonly<Record<string, string>> = {},
): Promise<BotProcess> {
  const place: Record<string, string> =
    store.kind === 'postgres' ? { DATABASE_URL: store.url } : { TOLLGATE_DATA_DIR: store.folder };
  return startServerProcess('bot/server.ts', { ...place, ...given });
}

/** Starts a program that says where it listens as the bot does. */
export async function startServerProcess(
  program: string,
  given: Readonly<Record<string, string>>,
): Promise<BotProcess> {
  const child = spawn(process.execPath, [join(root, program)], {
    env: {
      ...runEnvironment(),
      APP_ID: '1',
      PRIVATE_KEY: String(privateKey),
      WEBHOOK_SECRET: secret,
      PORT: '0',
      GITHUB_POINTS_PER_MINUTE: '0',
      ...given,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test run that ends early must not leave a server behind.
  const atExit = () => child.kill('SIGKILL');
  process.once('exit', atExit);
  child.once('exit', () => process.off('exit', atExit));
  const lines: string[] = [];
  child.stderr.on('data', (part: Buffer) => lines.push(String(part)));
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(`${line}\n`);
    const url = listens.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.on('data', (part: Buffer) => lines.push(String(part)));
    child.stdout.resume();
    return {
      url,
      pid: child.pid ?? 0,
      log: () => lines.join(''),
      kill: async () => void (await gone(child, 'SIGKILL')),
      stop: () => gone(child, 'SIGTERM'),
    };
  }
  throw new Error(`the bot ended before it listened:\n${lines.join('')}`);
}
