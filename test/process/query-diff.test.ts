import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { workplaces } from './workplace.ts';

const newWorkplace = workplaces();

const before = `                                      QUERY PLAN
---------------------------------------------------------------------------------------
 Nested Loop  (cost=0.87..24.91 rows=3 width=97)
   ->  Index Scan using customers_pkey on customers c  (cost=0.43..8.45 rows=1 width=40)
         Index Cond: (id = 42)
   ->  Index Scan using orders_customer_id_idx on orders o  (cost=0.44..16.43 rows=3 width=57)
         Index Cond: (customer_id = 42)
(5 rows)
`;
const after = `Hash Join  (cost=8.46..280901.91 rows=3 width=97)
  Hash Cond: (o.customer_id = c.id)
  ->  Seq Scan on orders o  (cost=0.00..280000.00 rows=14000000 width=57)
  ->  Hash  (cost=8.45..8.45 rows=1 width=40)
        ->  Index Scan using customers_pkey on customers c  (cost=0.43..8.45 rows=1 width=40)
              Index Cond: (id = 42)
`;

describe('query diff', () => {
  it('blocks a query that lost its index, shows both plans and where they part', async () => {
    const { folder, write, read } = newWorkplace();
    const reports = ['--json', 'report.json', '--html', 'report.html', '--markdown', 'report.md'];
    const ran = await runCli(['query', 'diff', write('base.txt', before), write('head.txt', after), ...reports], {
      cwd: folder,
    });
    expect(
      ran.stdout
        .replaceAll(/20\d\d-\d\d-\d\d \d\d:\d\d/g, 'NOW')
        .split('\n')
        .slice(0, 12)
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "FAIL  1 difference beyond tolerance on the query: orders o.

      service
      base: NOW UTC
      head: NOW UTC
      score 0 of 100, coverage 89 %

      Differences (2 checks), worst first

      1. data/plan:scan the query: orders o [block]
         orders o (at most 280,000 pages) is read by Seq Scan instead of Index Scan using
         orders_customer_id_idx (not judged: the planner itself expects x 11,277 the work)"
    `);
    expect(
      ran.stdout.slice(ran.stdout.indexOf('Where the plans'), ran.stdout.indexOf('Dimensions')),
    ).toMatchInlineSnapshot(`
      "Where the plans part (1 query)

      the query: orders o
        base:
          > Nested Loop (expected 3 rows)
              Index Scan using customers_pkey on customers c (expected 1 row)
          >   Index Scan using orders_customer_id_idx on orders o (expected 3 rows)
        head:
          > Hash Join (expected 3 rows)
          >   Seq Scan on orders o (expected 14,000,000 rows)
          >   Hash (expected 1 row)
                Index Scan using customers_pkey on customers c (expected 1 row)

      "
    `);
    expect(ran).toMatchObject({ code: 1, stderr: '' });
    expect(read('report.html')).toContain('they part here');
    expect(read('report.md')).toContain('Both plans of');
    const { stdout } = await runCli(['schema', 'report'], { cwd: folder });
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(stdout));
    validate(JSON.parse(read('report.json')));
    expect(validate.errors).toBeNull();
  });

  it('passes two folders of the same plans, by the names of their files', async () => {
    const { folder, write } = newWorkplace();
    for (const side of ['base', 'head']) {
      write(`${side}/orders.txt`, before);
      write(`${side}/all.txt`, after);
      write(`${side}/README.md`, 'no plan');
    }
    const ran = await runCli(['query', 'diff', 'base', 'head', '--json', '-'], { cwd: folder });
    const report: { decision: string; findings: { subject: string; reasonCode: string }[] } = JSON.parse(ran.stdout);
    expect(report.findings.map(({ subject, reasonCode }) => `${subject} ${reasonCode}`)).toEqual([
      'total not-run',
      'all same-plan',
      'orders same-plan',
    ]);
    expect(ran.stderr).toContain('PASS');
    expect(ran.code).toBe(0);
  });

  it('concludes nothing from a tie, nor from plans under different settings', async () => {
    const { folder, write } = newWorkplace();
    const [base, head] = [write('base.txt', before), write('head.txt', after)];
    const tie = await runCli(['query', 'diff', base, head, '--again', head], { cwd: folder });
    expect(tie.stdout).toContain('plan-tie');
    expect(tie.code).toBe(3);
    const [slow, quick] = [
      write('slow.txt', `${after}Settings: work_mem = '64MB'\n`),
      write('quick.txt', `${before.replace('(5 rows)\n', '')} Settings: work_mem = '4MB'\n`),
    ];
    const settings = await runCli(['query', 'diff', quick, slow], { cwd: folder });
    expect(settings.stdout).toContain('configuration/planner-setting work_mem');
    expect(settings.stdout).toContain('work_mem 4MB -> 64MB');
    expect(settings.code).toBe(3);
  });

  it('takes the settings of both servers from pg_settings, in either form', async () => {
    const { folder, write } = newWorkplace();
    const files = [write('base.txt', before), write('head.txt', after)];
    const base = [
      '--base-settings',
      write('base.json', '{"work_mem": "4096", "port": "5432", "enable_seqscan": "on"}'),
    ];
    const rows = (memory: string) =>
      JSON.stringify([
        { name: 'work_mem', setting: memory, unit: 'kB' },
        { name: 'port', setting: 1 },
        { name: 'enable_seqscan', setting: 'on' },
      ]);
    const other = await runCli(
      ['query', 'diff', ...files, ...base, '--head-settings', write('head.json', rows('65536'))],
      { cwd: folder },
    );
    expect(other.stdout).toContain('work_mem 4096 -> 65536');
    expect(other.stdout).not.toContain('port');
    expect(other.code).toBe(3);
    const same = await runCli(
      ['query', 'diff', ...files, ...base, '--head-settings', write('same.json', rows('4096'))],
      { cwd: folder },
    );
    expect(same.code).toBe(1);
    const alone = await runCli(['query', 'diff', ...files, ...base], { cwd: folder });
    expect(alone).toMatchObject({ code: 2, stderr: expect.stringContaining('belong together: give both or none') });
    const none = await runCli(
      ['query', 'diff', ...files, ...base, '--head-settings', write('none.json', '{"port": "1"}')],
      { cwd: folder },
    );
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('none.json: names no planner setting') });
  });

  it('accepts what a waiver of the configuration names', async () => {
    const { folder, write } = newWorkplace();
    const expires = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    write(
      '.github/tollgate.yml',
      `version: 1\nwaivers:\n  - finding: "data/plan:scan the query: orders o"\n    reason: archived next week\n    owner: ann\n    expires: ${expires}\n`,
    );
    const ran = await runCli(['query', 'diff', write('base.txt', before), write('head.txt', after)], { cwd: folder });
    expect(ran.stdout).toContain('Accepted (1)');
    expect(ran.code).toBe(0);
  });

  it.each([
    [
      'no such file',
      ['query', 'diff', 'none.txt', 'base.txt'],
      'there is no file none.txt; wanted a file that holds what EXPLAIN (FORMAT JSON) prints',
    ],
    [
      'a file of something else',
      ['query', 'diff', 'base.txt', 'notes.txt'],
      'notes.txt, line 1: “Dear team” is no plan; wanted a plan as EXPLAIN prints it',
    ],
    [
      'the same file twice',
      ['query', 'diff', 'base.txt', './base.txt'],
      'BASE and HEAD are both base.txt: give the plans of two sides',
    ],
    ['one file only', ['query', 'diff', 'base.txt'], "missing required argument 'HEAD'"],
    [
      'a question that plans cannot answer',
      ['query', 'diff', 'base.txt', 'base.txt', '--question', 'canary'],
      'Allowed choices are release, fidelity',
    ],
    [
      'a profile that is none',
      ['query', 'diff', 'base.txt', 'head.txt', '--profile', 'base.txt'],
      '--profile: base.txt holds something else, wanted JSON',
    ],
    ['a folder without plans', ['query', 'diff', 'empty', 'base.txt'], 'empty holds no plans'],
    [
      'a folder with two files that are none',
      ['query', 'diff', 'base.txt', 'bad'],
      'bad/two.txt, line 1: “two” is no plan',
    ],
  ])('refuses %s', async (...[, args, words]) => {
    const { folder, write } = newWorkplace();
    write('base.txt', before);
    write('head.txt', before);
    write('notes.txt', 'Dear team');
    write('empty/README.md', 'nothing');
    write('bad/one.txt', 'one');
    write('bad/two.txt', 'two');
    const ran = await runCli(args, { cwd: folder });
    expect(ran.stderr).toContain(words);
    expect(ran.code).toBe(2);
  });
});
