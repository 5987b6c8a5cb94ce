import { extname, join } from 'node:path';
import { pino } from 'pino';
import { UsageError } from '../src/model/usage-error.ts';
import { handlers } from './events/registry.ts';
import { readOperator } from './operator/operator.ts';
import { readBotSettings } from './settings.ts';
import { startBot } from './start-bot.ts';

/** Soon enough that nobody misses a command for long, and few enough requests: one or two each time. */
const sweepMilliseconds = 5 * 60_000;
/** What must not take longer when a container is stopped: Kubernetes kills after 30 seconds. */
const longestShutdown = 25_000;

/** Beside this file, in a checkout as in the image. */
const programs = {
  cli: join(import.meta.dirname, '../action/dist/cli.js'),
  guard: join(import.meta.dirname, `egress-guard${extname(import.meta.filename)}`),
};

async function main(): Promise<void> {
  const settings = readBotSettings(process.env);
  const log = pino({ level: settings.logLevel, redact: ['privateKey', 'webhookSecret', '*.authorization'] });
  const bot = await startBot(settings, {
    log,
    handlers,
    now: () => new Date(),
    sweepMilliseconds,
    ticks: true,
    here: { operator: await readOperator(settings.operatorFile), programs },
  });
  log.info({ url: bot.url, webhooks: settings.webhookPath, store: settings.store.kind }, 'the bot listens');
  let isStopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'the bot stops: it answers what was asked and finishes what runs');
    setTimeout(() => process.exit(1), longestShutdown).unref();
    bot.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the bot could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`tollgate bot: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
