import { execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { parse } from 'yaml';
import { root } from '../architecture/source-files.ts';
import { closedAddress } from '../process/closed-address.ts';
import { runCli } from '../process/run-cli.ts';
import { runProgram } from '../process/run-node.ts';
import { all, stages } from './dockerfile.ts';

const [build, last] = stages();

it('the image comes from a named version of Node, installs by the lock file, and does not run as root', () => {
  expect(stages()).toHaveLength(2);
  for (const stage of stages()) expect(all(stage, 'FROM')[0]).toMatch(/^node:24[\w.]*-slim( AS build)?$/);
  expect(all(build, 'RUN')[0]).toMatch(/^npm ci --ignore-scripts/);
  expect(all(last, 'USER')).toEqual(['1000:1000']);
  expect(all(last, 'HEALTHCHECK')[0]).toContain('/healthz');
  expect(all(last, 'RUN').join()).toContain('rm -rf /usr/local/lib/node_modules /usr/local/bin/npm');
});

/** Runs what the Dockerfile’s stages run, but for the installation, which is this checkout’s, and gives the folder that the image would hold. */
function built(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-image-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [place, app] = [join(folder, 'build'), join(folder, 'app')];
  mkdirSync(place);
  const taken = [
    'package.json',
    'package-lock.json',
    'LICENSE',
    'rolldown.config.ts',
    'tsconfig.json',
    'src',
    'bot',
    'action',
  ];
  for (const name of taken) cpSync(join(root, name), join(place, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
  for (const command of all(build, 'RUN').filter((one) => !one.startsWith('npm ci'))) {
    execFileSync('sh', ['-c', command], { cwd: place, stdio: 'pipe' });
  }
  expect(all(last, 'COPY')).toEqual(['--from=build /build/out/ ./']);
  cpSync(join(place, 'out'), app, { recursive: true });
  rmSync(place, { recursive: true });
  return app;
}

it('what the image holds starts with an empty environment, is healthy, measures, and stops', async () => {
  const app = built();
  expect(readdirSync(app).toSorted()).toEqual(['LICENSE', 'action', 'bot', 'node_modules', 'package.json']);
  expect(readdirSync(join(app, 'node_modules'))).toEqual(['@electric-sql', '@opentelemetry']);
  const port = new URL(await closedAddress()).port;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const image = Object.fromEntries(
    all(last, 'ENV')[0]
      ?.split(' ')
      .map((pair) => pair.split('=')) ?? [],
  ) as Record<string, string>;
  const env = {
    ...image,
    HOST: '127.0.0.1',
    PORT: port,
    TOLLGATE_DATA_DIR: join(app, '../data'),
    GITHUB_API_URL: await closedAddress(),
    // OpenTelemetry is in the bundle, and loaded only where it is wanted.
    OTEL_EXPORTER_OTLP_ENDPOINT: await closedAddress(),
    APP_ID: '1',
    PRIVATE_KEY: String(privateKey.export({ type: 'pkcs1', format: 'pem' })),
    WEBHOOK_SECRET: '0123456789abcdef',
  };
  const [program = '', ...given] = JSON.parse(all(last, 'CMD')[0] ?? '[]') as string[];
  const node = program === 'node' ? process.execPath : program;
  const bot = spawn(node, given, { cwd: app, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let words = '';
  for (const stream of [bot.stdout, bot.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      words += text;
    });
  }
  onTestFinished(() => {
    bot.kill('SIGKILL');
  });
  // Making the embedded store takes its time where many tests run at once.
  const isUp = async () => {
    if (bot.exitCode === null) expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  };
  await vi.waitFor(isUp, { timeout: 60_000, interval: 200 });
  expect(bot.exitCode, words).toBeNull();
  const health = JSON.parse(/CMD (\[.*\])$/.exec(all(last, 'HEALTHCHECK')[0] ?? '')?.[1] ?? '[]') as string[];
  const checked = await runProgram(process.execPath, health.slice(1), { cwd: app, env: { PORT: port } });
  expect(checked.code).toBe(0);
  const elsewhere = new URL(await closedAddress()).port;
  expect((await runProgram(process.execPath, health.slice(1), { cwd: app, env: { PORT: elsewhere } })).code).toBe(1);
  // What validations beside the bot are made of is there, and where the bot looks for it.
  for (const file of ['action/dist/cli.js', 'bot/egress-guard.js'])
    expect(existsSync(join(app, file)), file).toBe(true);
  const guarded = ['--permission', `--allow-fs-read=${app}/*`, `--import=${join(app, 'bot/egress-guard.js')}`];
  const help = await runProgram(process.execPath, [...guarded, join(app, 'action/dist/cli.js'), '--help'], {
    cwd: app,
  });
  expect([help.code, help.stdout.includes('Usage: tollgate')]).toEqual([0, true]);
  const ended = once(bot, 'exit');
  bot.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
}, 90_000);

it('the words of the CronJob are a command that the command line knows', async () => {
  const job = parse(readFileSync(join(root, 'bot/kubernetes/collect.yaml'), 'utf8')) as {
    spec: { jobTemplate: { spec: { template: { spec: { containers: { command: string[] }[] } } } } };
  };
  const command = job.spec.jobTemplate.spec.template.spec.containers[0]?.command ?? [];
  expect(command.slice(0, 2)).toEqual(['node', '/app/action/dist/cli.js']);
  const { code, stderr } = await runCli(command.slice(2), { cwd: tmpdir() });
  expect(stderr).toContain('tollgate.yml');
  expect(stderr).not.toContain('unknown option');
  expect(code).toBe(2);
});
