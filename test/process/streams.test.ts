import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { cliBundle, runCli } from './run-cli.ts';
import { runNode } from './run-node.ts';
import { shopWorlds } from './shop-worlds.ts';
import { useWorlds } from './use-worlds.ts';
import { workplaces } from './workplace.ts';

const worlds = useWorlds(shopWorlds);
const newWorkplace = workplaces();
const escape = '\u001B';

/** Validates against the schema that the bundle itself publishes. */
async function validator(format: string) {
  const { stdout } = await runCli(['schema', format], { cwd: newWorkplace().folder });
  return new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(stdout));
}

describe('a machine’s result on standard output', () => {
  it.each(['staging', 'slow', 'empty', 'unauthorized'])(
    'is nothing but JSON that fits the published schema (%s)',
    async (staging) => {
      const isReport = await validator('report');
      const { folder } = newWorkplace();
      const sides = ['--production-metrics', worlds.url('production'), '--staging-metrics', worlds.url(staging)];
      const ran = await runCli(['validate', ...sides, '--json', '-'], { cwd: folder });
      const report: unknown = JSON.parse(ran.stdout);
      isReport(report);
      expect(isReport.errors).toBeNull();
      expect(report).toMatchObject({ schema: 'tollgate.report/1', command: 'validate', tool: { name: 'tollgate' } });
      expect(ran.stderr).toMatch(/^(PASS|FAIL|INCONCLUSIVE) {2}/m);
    },
  );

  it('the schema refuses what is no report', async () => {
    const isReport = await validator('report');
    expect(isReport({ schema: 'tollgate.report/1' })).toBe(false);
  });

  it('Markdown goes there too, and the words for people elsewhere', async () => {
    const ran = await runCli(['demo', '--markdown', '-'], { cwd: newWorkplace().folder });
    expect(ran.stdout).toMatch(/^#+ /);
    expect(ran.stdout).not.toMatch(/^FAIL {2}/m);
    expect(ran.stderr).toMatch(/^FAIL {2}/);
    expect(ran.code).toBe(0);
  });

  it('a collected profile fits its schema', async () => {
    const isProfile = await validator('profile');
    const ran = await runCli(['collect', 'staging', '--staging-metrics', worlds.url('staging')], {
      cwd: newWorkplace().folder,
    });
    isProfile(JSON.parse(ran.stdout));
    expect(isProfile.errors).toBeNull();
    expect(ran.stderr).toMatch(/^latency: ok$/m);
    expect(ran.code).toBe(0);
  });
});

describe('colour', () => {
  const demo = (env: Record<string, string>) => runCli(['demo'], { cwd: newWorkplace().folder, env });
  it('none where the output is piped', async () => {
    expect((await demo({})).stdout).not.toContain(escape);
  });

  it('none for NO_COLOR, even where colour is asked for', async () => {
    expect((await demo({ NO_COLOR: '1', FORCE_COLOR: '1' })).stdout).not.toContain(escape);
  });

  it('some where it is asked for, and only colour', async () => {
    const [plain, coloured] = [await demo({}), await demo({ FORCE_COLOR: '1' })];
    expect(coloured.stdout).toContain(`${escape}[`);
    // oxlint-disable-next-line no-control-regex
    expect(coloured.stdout.replaceAll(/\u001B\[[\d;]*m/g, '').split('\n')[0]).toBe(plain.stdout.split('\n')[0]);
  });
});

describe('a reader that stops early', () => {
  /** What `| head -1` does, without the first line: nobody reads standard output. */
  async function runUnread(args: readonly string[], cwd: string) {
    const child = spawn(process.execPath, [cliBundle, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const [code, stderr] = await Promise.all([
      new Promise((resolve) => child.once('close', resolve)),
      text(child.stderr),
    ]);
    return { code, stderr };
  }

  it('is no failure, and the report is still written', async () => {
    const { folder, files } = newWorkplace();
    const { code, stderr } = await runUnread(['demo', '--json', '-'], folder);
    expect(stderr).not.toMatch(/EPIPE|\n {4}at /);
    expect(code).toBe(0);
    expect(files()).toEqual(['tollgate-report.html']);
  });

  it('does not turn a failed verdict into a pass', async () => {
    const { folder, files } = newWorkplace();
    const sides = ['--production-metrics', worlds.url('production'), '--staging-metrics', worlds.url('slow')];
    expect(await runUnread(['validate', ...sides, '--html', 'report.html'], folder)).toMatchObject({ code: 1 });
    expect(files()).toEqual(['report.html']);
  });
});

describe('the demonstration', () => {
  /** Any attempt to reach a network ends the process. */
  const noNetwork = `data:text/javascript,${encodeURIComponent("import { Socket } from 'node:net'; import dns from 'node:dns'; const refuse = () => process.exit(99); Socket.prototype.connect = refuse; dns.lookup = refuse;")}`;

  it('shows what staging hides and where the page is, without a network', async () => {
    const { folder, read, files } = newWorkplace();
    const env = { HTTP_PROXY: 'http://127.0.0.1:1', HTTPS_PROXY: 'http://127.0.0.1:1', NODE_USE_ENV_PROXY: '1' };
    const ran = await runNode(['--import', noNetwork, cliBundle, 'demo'], { cwd: folder, env });
    expect(ran.stdout).toMatch(/^FAIL {2}\d+ differences beyond tolerance on POST \/checkout/);
    expect(ran.stdout).toContain(`Report: ${folder}/tollgate-report.html`);
    expect(ran.code).toBe(0);
    expect(files()).toEqual(['tollgate-report.html', 'tollgate-report.json']);
    expect(read('tollgate-report.html')).toMatch(/^<!DOCTYPE html>\n<html lang="en">[^]*<\/html>\n$/);
    const [, command = '', fingerprint = ''] = /^ {3}tollgate (\w+) (\w{12})$/m.exec(ran.stdout) ?? [];
    const explained = await runNode([cliBundle, command, fingerprint], { cwd: folder });
    expect(explained.stdout).toMatch(/^latency\/p95 on POST \/checkout: diverged/);
    expect(explained.code).toBe(0);
  });

  it('the guard against a network would have seen one', async () => {
    const sides = ['--production-metrics', worlds.url('production'), '--staging-metrics', worlds.url('staging')];
    const ran = await runNode(['--import', noNetwork, cliBundle, 'validate', ...sides], { cwd: newWorkplace().folder });
    expect(ran.code).toBe(99);
  });

  it('gives the same bytes twice', async () => {
    const once = async () => {
      const { folder, read } = newWorkplace();
      await runCli(['demo', '--json', 'r.json', '--markdown', 'r.md', '--html', 'r.html'], { cwd: folder });
      return ['r.json', 'r.md', 'r.html'].map(read);
    };
    expect(await once()).toEqual(await once());
  });
});
