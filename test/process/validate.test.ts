import { describe, expect, it } from 'vitest';
import { closedAddress } from './closed-address.ts';
import { runCli } from './run-cli.ts';
import { shopWorlds } from './shop-worlds.ts';
import { useWorlds } from './use-worlds.ts';
import { workplaces } from './workplace.ts';

const worlds = useWorlds(shopWorlds);
const newWorkplace = workplaces();

interface Case {
  readonly name: string;
  readonly production?: string;
  readonly staging: string;
  readonly code: number;
  /** What the report on standard output must say. */
  readonly words: readonly RegExp[];
}

const cases: readonly Case[] = [
  {
    name: 'alike environments pass',
    staging: 'staging',
    code: 0,
    words: [/^PASS {2}39 checks measured, none beyond tolerance/, /reason all-within-tolerance/],
  },
  {
    name: 'a slow route fails, with the worst difference first',
    staging: 'slow',
    code: 1,
    words: [
      /^FAIL {2}3 differences beyond tolerance on GET \/checkout\./,
      /^1\. latency\/p50 GET \/checkout \[warn\]$/m,
      /change x 5\.\d/,
    ],
  },
  {
    name: 'two empty servers are no evidence, not a pass',
    production: 'empty',
    staging: 'bare',
    code: 3,
    words: [/^INCONCLUSIVE {2}/, /source-empty \(\d, required\)/, /no score, coverage 0 %/],
  },
  {
    name: 'an empty staging is inconclusive, not a difference',
    staging: 'empty',
    code: 3,
    words: [/^INCONCLUSIVE {2}/, /source-empty/, /reason required-unmeasured/],
  },
  {
    name: 'an empty production is inconclusive',
    production: 'empty',
    staging: 'staging',
    code: 3,
    words: [/^INCONCLUSIVE {2}/, /source-empty/],
  },
  {
    name: 'NaN in staging is no number and no pass',
    staging: 'nan',
    code: 3,
    words: [/^INCONCLUSIVE {2}/, /not-a-number/, /no score/],
  },
  {
    name: 'NaN in production is no number and no pass',
    production: 'nan',
    staging: 'staging',
    code: 3,
    words: [/^INCONCLUSIVE {2}/, /not-a-number/],
  },
  {
    name: 'NaN for the failed requests of a third of the traffic is no pass over the rest',
    staging: 'halfCounted',
    code: 3,
    words: [
      /^INCONCLUSIVE {2}Not enough evidence: errors\/error-rate could not be measured/,
      /not-a-number \(3, required\)/,
    ],
  },
  {
    name: 'refused credentials are unreachable, with the server’s words',
    staging: 'unauthorized',
    code: 4,
    words: [
      /^INCONCLUSIVE {2}A provider of evidence gave no answer/,
      /unauthorized/,
      /401/,
      /who are you\?/,
      /Check the token or password/,
    ],
  },
  { name: '429 for ever is unreachable', staging: 'limited', code: 4, words: [/rate-limited/, /429 at every attempt/] },
  {
    name: 'a broken server is unreachable',
    staging: 'broken',
    code: 4,
    words: [/server-error/, /500 at every attempt/],
  },
  {
    name: 'a login page is unreachable',
    staging: 'page',
    code: 4,
    words: [/bad-response/, /an HTML page \(a login\s+page, or another server\)/],
  },
  {
    name: 'a silent server is unreachable after its time-out',
    staging: 'silent',
    code: 4,
    words: [/timeout/, /no answer within\s+0\.5 s/],
  },
];

/** Options cannot say how patient to be, so a configuration does; only with a server that never answers it is impatient. */
function configuration(production: string, staging: string): string {
  const timeout = staging.endsWith('/silent') ? '0.5s' : '20s';
  const side = (url: string) => `{ metrics: { url: "${url}", retries: 0, timeout: ${timeout} } }`;
  return `version: 1\nproduction: ${side(production)}\nstaging: ${side(staging)}\n`;
}

async function validate(production: string, staging: string) {
  const { folder, write } = newWorkplace();
  write('.github/tollgate.yml', configuration(production, staging));
  return runCli(['validate'], { cwd: folder });
}

describe('validate as a process', () => {
  it.each(cases)('$name', async ({ production = 'production', staging, code, words }) => {
    const ran = await validate(worlds.url(production), worlds.url(staging));
    for (const one of words) expect(ran.stdout).toMatch(one);
    expect(ran.code).toBe(code);
    expect(ran.stderr).not.toMatch(/\n {4}at /);
  });

  it('a server that is down is unreachable', async () => {
    const ran = await validate(worlds.url('production'), await closedAddress());
    expect(ran.stdout).toMatch(/unreachable \(3, required\)/);
    expect(ran.stdout).toMatch(/no connection\s+\(ECONNREFUSED\)/);
    expect(ran.code).toBe(4);
  });

  it('two addresses and nothing else are enough', async () => {
    const { folder, files } = newWorkplace();
    const ran = await runCli(
      ['validate', '--production-metrics', worlds.url('production'), '--staging-metrics', worlds.url('slow')],
      { cwd: folder },
    );
    expect(ran.stdout).toMatch(/^FAIL {2}/);
    expect(ran.stderr).toMatch(/^production: asking prometheus for /m);
    expect(ran.code).toBe(1);
    expect(files()).toEqual([]);
  });

  it('one server is split by the only label that tells the environments apart', async () => {
    const { folder } = newWorkplace();
    const ran = await runCli(
      ['validate', '--production-metrics', worlds.url('shared'), '--staging-metrics', worlds.url('shared')],
      { cwd: folder },
    );
    expect(ran.stderr).toContain('One server: production is environment=production, staging is environment=staging');
    expect(ran.stdout).toMatch(/^PASS {2}/);
    expect(ran.code).toBe(0);
  });

  it('one server without such a label is never compared with itself', async () => {
    const { folder } = newWorkplace();
    const ran = await runCli(
      ['validate', '--production-metrics', worlds.url('unlabelled'), '--staging-metrics', worlds.url('unlabelled')],
      { cwd: folder },
    );
    expect(ran.stderr).toMatch(
      /no label of the server tells two environments apart\. Give --production-selector and --staging-selector/,
    );
    expect(ran).toMatchObject({ code: 2, stdout: '' });
  });

  it('one server with equal selectors is never compared with itself', async () => {
    const { folder } = newWorkplace();
    const url = worlds.url('shared');
    const before = worlds.seen('shared').length;
    const selectors = ['--production-selector', 'environment=staging', '--staging-selector', 'environment=staging'];
    const ran = await runCli(['validate', '--production-metrics', url, '--staging-metrics', url, ...selectors], {
      cwd: folder,
    });
    expect(ran.stderr).toMatch(/an environment cannot be compared with itself/);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(worlds.seen('shared').length).toBe(before);
  });

  it('a measured failure outweighs a provider that is down', async () => {
    // The custom check's own query fails; what was measured still counts.
    const { folder, write } = newWorkplace();
    const base = configuration(worlds.url('production'), worlds.url('half'));
    write('.github/tollgate.yml', base);
    const ran = await runCli(['validate'], { cwd: folder });
    expect(ran.stdout).toMatch(/^FAIL {2}/);
    expect(ran.stdout).toMatch(/server-error/);
    expect(ran.code).toBe(1);
  });
});

describe('fail-on', () => {
  it.each([
    { failOn: 'never', staging: 'slow', code: 0 },
    { failOn: 'never', staging: 'unauthorized', code: 0 },
    { failOn: 'fail', staging: 'slow', code: 1 },
    { failOn: 'fail', staging: 'empty', code: 0 },
    { failOn: 'inconclusive', staging: 'empty', code: 3 },
  ])('$failOn with $staging ends with $code, and the words stay the same', async ({ failOn, staging, code }) => {
    const { folder, write } = newWorkplace();
    write('.github/tollgate.yml', configuration(worlds.url('production'), worlds.url(staging)));
    const ran = await runCli(['validate', '--fail-on', failOn], { cwd: folder });
    expect(ran.stdout).toMatch(staging === 'slow' ? /^FAIL {2}/ : /^INCONCLUSIVE {2}/);
    expect(ran.code).toBe(code);
  });
});

describe('--dry-run', () => {
  it('prints the queries of both sides and sends none', async () => {
    const { folder } = newWorkplace();
    const before = [worlds.seen('production').length, worlds.seen('staging').length];
    const ran = await runCli(
      [
        'validate',
        '--production-metrics',
        worlds.url('production'),
        '--staging-metrics',
        worlds.url('staging'),
        '--dry-run',
      ],
      { cwd: folder },
    );
    expect(ran.stdout).toMatch(/^# \S*production\/latency\nsum by \(le, /m);
    expect(ran.stdout).toMatch(/^# \S*staging\/requests\nsum by \(/m);
    expect(ran.stderr).toMatch(/^staging: would ask prometheus for /m);
    expect(ran.stderr).not.toContain(': asking');
    expect(ran.code).toBe(0);
    expect([worlds.seen('production').length, worlds.seen('staging').length]).toEqual(before);
  });

  it('sends none either where one server would have to be asked which label separates it', async () => {
    const { folder } = newWorkplace();
    const before = worlds.seen('shared').length;
    const ran = await runCli(
      [
        'validate',
        '--production-metrics',
        worlds.url('shared'),
        '--staging-metrics',
        worlds.url('shared'),
        '--dry-run',
      ],
      { cwd: folder },
    );
    expect(ran.stdout).toMatch(/^# \S*staging\/latency$/m);
    expect(ran.code).toBe(0);
    expect(worlds.seen('shared').length).toBe(before);
  });

  it('says that the busiest hour would be found first', async () => {
    const { folder } = newWorkplace();
    const both = ['--production-metrics', worlds.url('production'), '--staging-metrics', worlds.url('staging')];
    const ran = await runCli(['validate', ...both, '--production-window', 'busiest', '--dry-run'], { cwd: folder });
    expect(ran.stdout).toMatch(/^# \S*production\/arrivals\nsum\(increase\(/m);
    expect(ran.stderr).toContain('production: the busiest comparable hour would be asked for first');
    expect(ran.stderr).not.toContain('staging: the busiest');
  });

  it('collect prints its side’s queries and sends none', async () => {
    const { folder } = newWorkplace();
    const before = worlds.seen('staging').length;
    const ran = await runCli(['collect', 'staging', '--staging-metrics', worlds.url('staging'), '--dry-run'], {
      cwd: folder,
    });
    expect(ran.stdout).toMatch(/^# \S*staging\/latency\nsum by \(le, /m);
    expect(ran.code).toBe(0);
    expect(worlds.seen('staging').length).toBe(before);
  });
});
