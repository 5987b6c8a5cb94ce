import { rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IncidentCheck } from '../../src/incidents/check/incident-check.ts';
import { Verdict } from '../../src/model/verdict.ts';
import type { Faulty } from '../faulty-servers/listen.ts';
import { startPool } from '../faulty-servers/pool.ts';
import { k6OnPath } from '../k6-driver/k6-on-path.ts';
import { closedAddress } from './closed-address.ts';
import { runCli } from './run-cli.ts';
import { shopWorlds } from './shop-worlds.ts';
import { useWorlds } from './use-worlds.ts';
import { type Workplace, workplaces } from './workplace.ts';

const worlds = useWorlds(shopWorlds);
const newWorkplace = workplaces();
const guard = 'load-tests/incidents/checkout-connection-pool-exhaustion.js';
const incident = `---
id: 118
service: checkout
date: 2026-11-03
---
# Checkout answers with 500
The connection pool of 5 connections was exhausted: 30 concurrent users waited for a connection on GET /.
`;

let [faulty, fixed]: readonly Faulty[] = [];
let shop: Workplace;
let k6: string;

async function run(args: readonly string[], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await runCli(['incident', ...args], { cwd: shop.folder, env });
  return { code, words: (stdout + stderr).replace(/\s+/g, ' ') };
}

/** Runs guards and gives what the report says of them. */
async function look(args: readonly string[], env: Record<string, string> = {}) {
  const { code, words } = await run(['run', ...args, '--json', 'guards.json', '--html', 'guards.html'], env);
  const { decision, findings } = Verdict.parse(JSON.parse(shop.read('guards.json')));
  return { code, words, decision, said: findings.map((one) => [one.subject, one.status, one.reasonCode].join(' ')) };
}

async function check(reports: readonly string[] = ['guards.json']) {
  const { code } = await run([
    'check',
    '--incidents',
    shop.write('closed.json', '[{"number": 118, "title": "Checkout answers with 500", "state": "closed"}]'),
    ...reports.flatMap((report) => ['--report', report]),
    '--json',
    'check.json',
  ]);
  const [one] = IncidentCheck.parse(JSON.parse(shop.read('check.json'))).incidents;
  return { code, status: one?.status, problems: one?.problems.map(({ problem }) => problem) };
}

beforeAll(async () => {
  [faulty, fixed] = await Promise.all([startPool('faulty'), startPool('fixed')]);
  shop = newWorkplace();
  k6 = `${k6OnPath(shop.folder)}/k6`;
});
afterAll(async () => {
  await Promise.all([faulty?.stop(), fixed?.stop()]);
});

/** Stands in for a k6 that is stopped by the signal that stops its parent, which it sends itself. */
const stopped = `[ "$1" = inspect ] && { echo '{"totalDuration":"1s","maxVUs":1}'; exit 0; }
echo ran >> runs; trap 'exit 105' INT; kill -INT $PPID; sleep 5 & wait`;

describe('guards that are stopped', () => {
  it('end with the load that runs: the next one is not begun, nor any after the load of a validation', async () => {
    const own = newWorkplace();
    const cwd = own.folder;
    for (const service of ['cart', 'checkout']) {
      own.write('i.md', incident.replace('checkout', service).replace('118', service));
      await runCli(['incident', 'test', 'i.md'], { cwd });
    }
    const program = `${k6OnPath(cwd, stopped)}/k6`;
    const ran = await runCli(['incident', 'run', '--target', fixed?.address ?? '', '--k6', program], { cwd });
    expect([ran.code, own.read('runs')]).toEqual([3, 'ran\n']);
    expect(ran.stdout.replace(/\s+/g, ' ')).toContain('not run: the run was stopped before');

    own.write('load.js', 'export default function () {}\n');
    own.write('.github/tollgate.yml', 'version: 1\nload: { script: load.js }\n');
    const metrics = ['--production-metrics', worlds.url('production'), '--staging-metrics', worlds.url('staging')];
    const validated = await runCli(
      ['validate', ...metrics, '--guards-target', fixed?.address ?? '', '--json', 'report.json'],
      { cwd, env: { PATH: `${dirname(program)}:${process.env['PATH'] ?? ''}` } },
    );
    expect([validated.code, own.read('runs')], validated.stderr).toEqual([3, 'ran\nran\n']);
    const guards = Verdict.parse(JSON.parse(own.read('report.json'))).findings.filter((one) => one.check === 'guard');
    expect(guards.map(({ message }) => message)).toEqual(Array(2).fill(expect.stringContaining('was stopped before')));
  });

  it('are none where a link leads out of their folder, and no word of a stranger is a warning', async () => {
    const own = newWorkplace();
    own.write('i.md', incident.replace('id: 118', 'id: 118\n::error::mine: !!js x'));
    const made = await runCli(['incident', 'test', 'i.md'], { cwd: own.folder });
    expect([made.code, made.stderr]).toEqual([0, '']);
    const index = own.write('odd/index.yml', `"\\e[31mkey": 1\n`);
    const refused = await runCli(['incident', 'run', '--folder', dirname(index)], { cwd: own.folder });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('key: "\\u{1b}[31mkey"')]);
    rmSync(join(own.folder, guard));
    symlinkSync(join(own.folder, 'i.md'), join(own.folder, guard));
    const again = await runCli(['incident', 'test', 'i.md'], { cwd: own.folder });
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('leads out of the folder')]);
  });
});

describe('an incident becomes a guard that runs every day', () => {
  it('is written, and says nothing before it is proven', { timeout: 60_000 }, async () => {
    expect((await run(['test', shop.write('incident.md', incident)])).code).toBe(0);
    shop.write(guard, shop.read(guard).replace('"duration": "5m"', '"duration": "1s"'));
    const ran = await look(['--target', fixed?.address ?? '', '--k6', k6]);
    expect(ran.said).toEqual(['checkout-connection-pool-exhaustion.js unmeasured guard-unproven']);
    expect([ran.code, ran.decision]).toEqual([3, 'inconclusive']);
    expect(ran.words).toContain('unproven: never proven');
    expect(await check()).toEqual({ code: 1, status: 'failed', problems: ['unproven'] });
  });

  it('is proven, runs in staging, and closes the loop', { timeout: 60_000 }, async () => {
    const proof = await run([
      'prove',
      '118',
      '--bad',
      faulty?.address ?? '',
      '--good',
      fixed?.address ?? '',
      '--k6',
      k6,
    ]);
    expect([proof.code, proof.words]).toEqual([0, expect.stringContaining('Proven')]);
    const ran = await look(['--target', fixed?.address ?? '', '--k6', k6]);
    expect([ran.code, ran.decision]).toEqual([0, 'pass']);
    expect(ran.said).toEqual(['checkout-connection-pool-exhaustion.js match guard-passed']);
    expect(shop.read('guards.html')).toContain('incident 118');
    expect(await check()).toEqual({ code: 0, status: 'guarded', problems: [] });
  });

  it('fails with 1 when the fault comes back', { timeout: 60_000 }, async () => {
    const ran = await look(['118', '--target', faulty?.address ?? '', '--k6', k6, '--markdown', 'guards.md']);
    expect([ran.code, ran.decision]).toEqual([1, 'fail']);
    expect(ran.said).toEqual(['checkout-connection-pool-exhaustion.js diverged guard-failed']);
    expect(ran.words).toContain('incident 118: failed on http://127.0.0.1:');
    expect(shop.read('guards.md')).toContain('What broke production once breaks it again');
  });

  it('is found by the daily validation, beside a guard that passes', { timeout: 60_000 }, async () => {
    const index = shop.read('load-tests/incidents/index.yml');
    shop.write(
      'second.md',
      '---\nid: 119\nservice: checkout\nroot-cause: config-change\n---\n# Invoices fail\nThe variable INVOICE_BUCKET was missing in production.\n',
    );
    expect((await run(['test', 'second.md'])).code).toBe(0);
    const [without, withIt] = [shop.write('bad.env', 'A=1\n'), shop.write('good.env', 'A=1\nINVOICE_BUCKET=b\n')];
    const proof = await run(['prove', '119', '--bad', without, '--good', withIt, '--reference', withIt]);
    expect([proof.code, proof.words]).toEqual([0, expect.stringContaining('Proven')]);
    shop.write(
      '.github/tollgate.yml',
      `version: 1
incidents:
  run: { variables: good.env, reference: good.env }
`,
    );
    const path = `${k6.slice(0, -'/k6'.length)}:${process.env['PATH'] ?? ''}`;
    const { code, stdout, stderr } = await runCli(
      [
        'validate',
        '--production-metrics',
        worlds.url('production'),
        '--staging-metrics',
        worlds.url('staging'),
        '--guards-target',
        faulty?.address ?? '',
        '--json',
        'report.json',
        '--evidence',
        'evidence',
      ],
      { cwd: shop.folder, env: { PATH: path } },
    );
    const { decision, findings } = Verdict.parse(JSON.parse(shop.read('report.json')));
    expect([code, decision], stdout + stderr).toEqual([1, 'fail']);
    expect(findings.filter(({ check: name }) => name === 'guard')).toMatchObject([
      { subject: 'checkout-connection-pool-exhaustion.js', status: 'diverged', severity: 'warn', required: true },
      { subject: 'checkout-config-change.yml', status: 'match' },
    ]);
    expect(await check(['report.json'])).toEqual({ code: 1, status: 'failed', problems: ['failing'] });
    const again = await runCli(
      ['compare', 'evidence/production.profile.json', 'evidence/staging.profile.json', '--json', 'again.json'],
      { cwd: shop.folder },
    );
    expect([again.code, Verdict.parse(JSON.parse(shop.read('again.json'))).findings]).toEqual([1, findings]);
    shop.write('load-tests/incidents/index.yml', index);
    shop.write('.github/tollgate.yml', 'version: 1\n');
  });

  it('is inconclusive, and no pass, where it did not run', async () => {
    const nowhere = { PATH: '/nowhere' };
    const target = ['--target', fixed?.address ?? ''];
    const noK6 = await look(target, nowhere);
    expect([noK6.code, noK6.said]).toEqual([3, ['checkout-connection-pool-exhaustion.js unmeasured no-k6']]);
    expect(await check()).toEqual({ code: 1, status: 'failed', problems: ['not-run'] });
    const untold = await look(['--k6', k6]);
    expect([untold.code, untold.words]).toEqual([3, expect.stringContaining('no target is named')]);
    const gone = await look(['--target', await closedAddress(), '--k6', k6]);
    expect([gone.code, gone.said[0]?.split(' ')[2]]).toEqual([4, 'unreachable']);
  });

  it('takes places from the configuration, and leaves out what takes too long', async () => {
    shop.write(
      '.github/tollgate.yml',
      `version: 1\nincidents:\n  run: { target: "${fixed?.address}", longest: 30s }\n`,
    );
    const text = shop.read(guard);
    shop.write(guard, text.replace('"duration": "1s"', '"duration": "4h"'));
    const ran = await look(['--k6', k6]);
    expect(ran.said).toEqual(['checkout-connection-pool-exhaustion.js unmeasured guard-too-long']);
    expect(ran.words).toContain(
      'it takes 240 min, and this run may take 30 s for a guard; unproven: its file has changed',
    );
    shop.write(guard, text);
  });

  it.each([
    { name: 'an incident that is not there', args: ['run', '9'], words: 'the index has no incident 9' },
    { name: 'no address', args: ['run', '--target', 'staging'], words: '--target: wanted an address' },
    { name: 'no duration', args: ['run', '--longest', 'a while'], words: '--longest: wanted a duration' },
    { name: 'no such program', args: ['run', '--k6', 'nope'], words: '--k6: nope is no program' },
    { name: 'no index', args: ['run', '--folder', 'none'], words: 'there is no none/index.yml' },
  ])('refuses with 2: $name', async ({ args, words }) => {
    expect(await run(args)).toEqual({ code: 2, words: expect.stringContaining(words) });
  });
});
