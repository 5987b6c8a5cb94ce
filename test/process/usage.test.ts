import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { workplaces } from './workplace.ts';

const newWorkplace = workplaces();

describe('a mistake in the usage ends with 2 and says what was meant', () => {
  const twoAddresses = ['--production-metrics', 'http://127.0.0.1:1/a', '--staging-metrics', 'http://127.0.0.1:1/b'];
  it.each([
    {
      name: 'an unknown command',
      args: ['validat'],
      words: ["error: unknown command 'validat'", '(Did you mean validate?)'],
    },
    {
      name: 'a misspelt option',
      args: ['validate', '--staging-metric', 'http://x'],
      words: ["unknown option '--staging-metric'", '(Did you mean --staging-metrics?)'],
    },
    {
      name: 'a choice that is none',
      args: ['validate', '--fail-on', 'sometimes'],
      words: ['--fail-on', 'fail, inconclusive, never'],
    },
    {
      name: 'a question that is none',
      args: ['validate', '--question', 'canary'],
      words: ['--question', 'fidelity, release'],
    },
    { name: 'a side that is none', args: ['collect', 'prod'], words: ['production, staging, previous', 'not "prod"'] },
    {
      name: 'a missing argument',
      args: ['compare', 'one.json'],
      words: ["missing required argument 'CANDIDATE'", 'for example: tollgate compare production.json staging.json'],
    },
    {
      name: 'a setting that the command would not use',
      args: ['compare', 'a.json', 'b.json', '--production-metrics', 'http://x'],
      words: ["unknown option '--production-metrics'"],
    },
    {
      name: 'an option before its command',
      args: ['--dry-run', 'validate'],
      words: ["unknown option '--dry-run'", 'options stand after the command'],
    },
    {
      name: 'a profile that is not there',
      args: ['compare', 'one.json', 'two.json'],
      words: ['one.json', '`tollgate collect` writes profiles'],
    },
    {
      name: 'a tolerance that is none',
      args: ['validate', ...twoAddresses, '--tolerance', 'much'],
      words: ['--tolerance', '"much"', '0.2 or 20%'],
    },
    {
      name: 'raw PromQL as a selector',
      args: ['validate', ...twoAddresses, '--staging-selector', '{env=~".*"}'],
      words: ['--staging-selector'],
    },
    {
      name: 'an address that is none',
      args: ['validate', '--production-metrics', 'prometheus', '--staging-metrics', 'http://127.0.0.1:1'],
      words: ['--production-metrics', 'http'],
    },
    {
      name: 'a configuration that is not there',
      args: ['validate', '--config', 'no.yml'],
      words: ['no.yml', 'no such file', '`tollgate init` writes one'],
    },
    { name: 'no address at all', args: ['validate'], words: ['--production-metrics URL', '`demo`'] },
    {
      name: 'a release question without its past',
      args: ['validate', '--question', 'release', '--staging-metrics', 'http://127.0.0.1:1'],
      words: ['--previous-selector', '--previous-window'],
    },
    {
      name: 'a word that explain does not know',
      args: ['explain', 'too-few-request'],
      words: ['"too-few-request" is no reason code', 'Did you mean too-few-requests?'],
    },
    {
      name: 'a schema that is none',
      args: ['schema', 'reports'],
      words: ['config, report, profile, baseline', 'not "reports"'],
    },
  ])('$name', async ({ args, words }) => {
    const { folder, files } = newWorkplace();
    const { code, stdout, stderr } = await runCli(args, { cwd: folder });
    for (const word of words) expect(stderr).toContain(word);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(stdout).toBe('');
    expect(code).toBe(2);
    expect(files()).toEqual([]);
  });

  it('every mistake of a configuration at once, with file, line, column, the line itself and the nearest valid word', async () => {
    const { folder, write } = newWorkplace();
    write(
      'gate.yml',
      [
        'version: 1',
        'toleranse: 20%',
        'production:',
        '  metrics: { urll: "http://127.0.0.1:1", selector: environment=production }',
        'staging:',
        '  metrics:',
        '    url: http://127.0.0.1:1',
        '    timeout: soon',
        'waivers:',
        '  - { finding: latency/p59 GET /x, reason: r, owner: o, expires: 2026-02-30 }',
        '',
      ].join('\n'),
    );
    const { code, stdout, stderr } = await runCli(['validate', '--config', 'gate.yml'], { cwd: folder });
    expect(stderr).toMatch(
      /^tollgate: gate\.yml:2:1: unknown key "toleranse" at the top of the file\n {2}2 \| toleranse: 20%\n {4}\| \^{9}\n {2}did you mean "tolerance"\?$/m,
    );
    expect(stderr).toMatch(/^gate\.yml:4:14: unknown key "urll" in production\.metrics\n[^]*?did you mean "url"\?$/m);
    expect(stderr).toMatch(/^gate\.yml:8:14: staging\.metrics\.timeout: .*"soon"/m);
    expect(stderr).toMatch(/^gate\.yml:10:16: [^]*?did you mean "latency\/p(50|95|99) GET \/x"\?$/m);
    expect(stderr).toMatch(/^gate\.yml:10:\d+: .*expires/m);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('help and version are no mistakes', async () => {
    const { folder } = newWorkplace();
    const [help, version] = await Promise.all([
      runCli(['validate', '--help'], { cwd: folder }),
      runCli(['--version'], { cwd: folder }),
    ]);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toMatch(/^Usage: tollgate validate \[options\]\n/);
    expect(version).toMatchObject({ code: 0, stderr: '' });
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('a report that cannot be written ends with 2 and leaves no half file', () => {
  it.each(['json', 'markdown', 'html'])('--%s below a file', async (form) => {
    const { folder, write, files } = newWorkplace();
    write('taken', 'mine');
    const { code, stderr } = await runCli(['demo', `--${form}`, `taken/report.${form}`], { cwd: folder });
    expect(stderr).toMatch(new RegExp(`taken/report\\.${form} could not be written: `));
    expect(code).toBe(2);
    expect(files().filter((file) => !/^tollgate-report\.(html|json)$/.test(file))).toEqual(['taken']);
  });

  it('--html on a folder', async () => {
    const { folder, write, files } = newWorkplace();
    write('report/mine', 'mine');
    const { code, stderr } = await runCli(['demo', '--html', 'report'], { cwd: folder });
    expect(stderr).toMatch(/report could not be written: /);
    expect(code).toBe(2);
    expect(files()).toEqual(['report/mine', 'tollgate-report.json']);
  });
});
