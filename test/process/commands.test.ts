import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { reasonCodes } from '../../src/model/reason-codes.ts';
import { closedAddress } from './closed-address.ts';
import { runCli } from './run-cli.ts';
import { shopWorlds } from './shop-worlds.ts';
import { useWorlds } from './use-worlds.ts';
import { workplaces } from './workplace.ts';

const worlds = useWorlds(shopWorlds);
const newWorkplace = workplaces();

describe('explain', () => {
  it('a reason code: its kind, what it means, what to do', async () => {
    const ran = await runCli(['explain', 'too-few-requests'], { cwd: newWorkplace().folder });
    expect(ran.stdout).toBe(
      'too-few-requests (unmeasured)\nOne side has fewer requests than this check needs.\nWhat to do: Lengthen the window or the load test; the finding says how many requests are needed.\n',
    );
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  });

  it('without a word: every code with what it means, by kind', async () => {
    const ran = await runCli(['explain'], { cwd: newWorkplace().folder });
    const listed = [...ran.stdout.matchAll(/^ {2}(\S+) +\S/gm)].map(([, code]) => code);
    expect(new Set(listed)).toEqual(new Set(reasonCodes));
    expect(ran.stdout).toMatch(/^gate\n(?: {2}gate-.*\n)+/m);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  });

  it('a fingerprint that the report does not hold', async () => {
    const { folder } = newWorkplace();
    await runCli(['demo'], { cwd: folder });
    const ran = await runCli(['explain', '0123456789ab'], { cwd: folder });
    expect(ran.stderr).toContain('the report holds no finding with that fingerprint');
    expect(ran.code).toBe(2);
  });

  it('a fingerprint without a report: how to get one, and no list of a hundred codes', async () => {
    const ran = await runCli(['explain', '0123456789ab'], { cwd: newWorkplace().folder });
    expect(ran.stderr).toContain('write one with --json tollgate-report.json');
    expect(ran.stderr.length).toBeLessThan(300);
    expect(ran.code).toBe(2);
  });

  it('a report that is none', async () => {
    const { folder, write } = newWorkplace();
    write('tollgate-report.json', '{"schema":"tollgate.report/1"}');
    const ran = await runCli(['explain', '0123456789ab'], { cwd: folder });
    expect(ran.stderr).toContain('tollgate-report.json is no tollgate.report/1 file');
    expect(ran.code).toBe(2);
  });
});

describe('schema', () => {
  it.each(['config', 'report', 'profile', 'baseline', 'canary', 'traffic'])(
    '%s is a JSON Schema, draft 2020-12, that refuses an empty object',
    async (format) => {
      const ran = await runCli(['schema', format], { cwd: newWorkplace().folder });
      const schema: { $schema: string } = JSON.parse(ran.stdout);
      expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
      const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
      expect(validate({})).toBe(false);
      expect(ran).toMatchObject({ code: 0, stderr: '' });
    },
  );

  it('a baseline that was written fits its schema', async () => {
    const { folder, read } = newWorkplace();
    const sides = ['--production-metrics', worlds.url('production'), '--staging-metrics', worlds.url('slow')];
    await runCli(['validate', ...sides, '--write-baseline'], { cwd: folder });
    const { stdout } = await runCli(['schema', 'baseline'], { cwd: folder });
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(stdout));
    validate(JSON.parse(read('.github/tollgate-baseline.json')));
    expect(validate.errors).toBeNull();
  });
});

describe('--write-baseline', () => {
  const writing = async (staging: string, folder: string) => {
    const sides = ['--production-metrics', worlds.url('production'), '--staging-metrics', staging];
    return runCli(['validate', ...sides, '--write-baseline', 'baseline.json'], { cwd: folder });
  };

  it('what could not be measured is not acknowledged: the old file is kept, and the exit code is the verdict’s', async () => {
    const { folder, read } = newWorkplace();
    expect((await writing(worlds.url('slow'), folder)).code).toBe(0);
    const old = read('baseline.json');
    const dead = await writing(await closedAddress(), folder);
    expect(dead.stderr).toMatch(
      /^Baseline: baseline\.json was not written, because the verdict is inconclusive \(provider-unreachable\)/m,
    );
    expect(dead.code).toBe(4);
    const empty = await writing(worlds.url('empty'), folder);
    expect(empty.code).toBe(3);
    expect(read('baseline.json')).toBe(old);
  });

  it('what is too grave is not acknowledged either, and that is said', async () => {
    const { folder, read, write } = newWorkplace();
    write('.github/tollgate.yml', 'version: 1\nchecks:\n  p50: { severity: block }\n');
    const ran = await writing(worlds.url('slow'), folder);
    expect(ran.stderr).toMatch(
      /^Baseline: \d differences? acknowledged in .* 1 severe one is not: no baseline covers such\./m,
    );
    const { entries }: { entries: { what: string }[] } = JSON.parse(read('baseline.json'));
    expect(entries.filter(({ what }) => what.startsWith('latency/p50'))).toEqual([]);
  });
});

describe('doctor', () => {
  it('a server that is down ends with 4, and says so for each dimension', async () => {
    const sides = ['--production-metrics', worlds.url('production'), '--staging-metrics', await closedAddress()];
    const ran = await runCli(['doctor', ...sides], { cwd: newWorkplace().folder });
    expect(ran.stdout).toMatch(/^production\n {2}\[ok\] +latency/);
    expect(ran.stdout.match(/\[no\] +\w+ +prometheus: .*ECONNREFUSED.* \(unreachable\)/g)).toHaveLength(3);
    expect(ran.code).toBe(4);
  });

  it('gives pure JSON to a machine', async () => {
    const sides = ['--production-metrics', worlds.url('production'), '--staging-metrics', worlds.url('empty')];
    const ran = await runCli(['doctor', ...sides, '--json', '-'], { cwd: newWorkplace().folder });
    const { diagnoses }: { diagnoses: { environment: string; dimension: string; state: string }[] } = JSON.parse(
      ran.stdout,
    );
    const states = diagnoses
      .filter(({ dimension }) => dimension !== 'resources')
      .map(({ environment, dimension, state }) => `${environment} ${dimension}: ${state}`);
    expect(states).toEqual([
      'production latency: measurable',
      'production errors: measurable',
      'staging latency: not measurable',
      'staging errors: not measurable',
    ]);
    expect(ran.stderr).toMatch(/\[no\] +latency/);
    expect(ran.code).toBe(0);
  });
});

describe('init', () => {
  it('a server that is down ends with 4 and writes nothing', async () => {
    const { folder, files } = newWorkplace();
    const sides = ['--production-metrics', worlds.url('production'), '--staging-metrics', await closedAddress()];
    const ran = await runCli(['init', ...sides], { cwd: folder });
    expect(ran.stderr).toMatch(/no connection \(ECONNREFUSED\)/);
    expect(ran.code).toBe(4);
    expect(files()).toEqual([]);
  });

  it('prints the configuration where it is asked to', async () => {
    const { folder, files } = newWorkplace();
    const ran = await runCli(
      ['init', '--production-metrics', worlds.url('shared'), '--staging-metrics', worlds.url('shared'), '--out', '-'],
      { cwd: folder },
    );
    expect(ran.stdout).toMatch(/^version: 1$/m);
    expect(ran.stdout).toMatch(/selector:\n +environment: staging/);
    expect(ran.code).toBe(0);
    expect(files()).toEqual([]);
  });
});

describe('collect', () => {
  it.each([
    { world: 'empty', code: 3, words: /^latency: unavailable \(source-empty: / },
    { world: 'unauthorized', code: 4, words: /^latency: unavailable \(unauthorized: / },
  ])(
    '$world: the profile is written all the same and the exit code says what is missing',
    async ({ world, code, words }) => {
      const { folder, read } = newWorkplace();
      const ran = await runCli(
        ['collect', 'staging', '--staging-metrics', worlds.url(world), '--out', 'staging.json'],
        { cwd: folder },
      );
      expect(ran.stderr.replace(/^staging: .*\n/gm, '')).toMatch(words);
      expect(JSON.parse(read('staging.json'))).toMatchObject({ schema: 'tollgate.profile/1', environment: 'staging' });
      expect(ran.code).toBe(code);
    },
  );
});
