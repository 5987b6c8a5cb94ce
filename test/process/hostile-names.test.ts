import { describe, expect, it } from 'vitest';
import { startWebhook } from '../notify/start-webhook.ts';
import { hostileRoutes, hostileWorlds } from './hostile-shop.ts';
import { runAction } from './run-action.ts';
import { runCli } from './run-cli.ts';
import { baseCommit, pullRequest, useGitHub } from './use-github.ts';
import { useWorlds } from './use-worlds.ts';
import { workplaces } from './workplace.ts';

const worlds = useWorlds(hostileWorlds);
const newWorkplace = workplaces();

/** Everything that a reader does not see: control characters but the newline, and what turns the direction of text. */
const unseen = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const longRoute = 'x'.repeat(5000);

/** The lines of a text that must not be there, cut short so that a failure can be read. */
const offending = (text: string, isBad: (line: string) => boolean) =>
  text
    .split('\n')
    .filter(isBad)
    .map((line) => line.slice(0, 200));

/** What a log may hold: no command but ours, nothing invisible, nothing endless. */
function expectInertLog(text: string, ours: RegExp | null): void {
  expect(offending(text, (line) => /^\s*::/.test(line) && ours?.test(line) !== true)).toEqual([]);
  expectSeen(text);
  expect(offending(text, (line) => line.includes('##['))).toEqual([]);
}

function expectSeen(text: string): void {
  expect(offending(text, (line) => unseen.test(line))).toEqual([]);
  expect(offending(text, (line) => line.includes(longRoute))).toEqual([]);
}

/** Tables keep their columns, nobody is mentioned, no tag of a stranger stands, and no second marker. */
function expectInertMarkdown(text: string): void {
  const columns = (row: string) => row.replaceAll('\\|', '').split('|').length;
  const tables = text.split(/\n(?!\|)/).map((part) => part.split('\n').filter((line) => line.startsWith('|')));
  const rows = tables.filter((table) => table.length > 1);
  expect(rows.length).toBeGreaterThan(0);
  for (const table of rows) expect(new Set(table.map(columns)).size).toBe(1);
  const live = /<(?:script|img|\/td)|(?<![\w`])@\w|\]\(javascript:|!\[/i;
  expect(offending(text, (line) => live.test(line))).toEqual([]);
  expectSeen(text);
}

function expectInertPage(text: string): void {
  expect(offending(text, (line) => /<(?:script|img)\b/i.test(line))).toEqual([]);
  expect(text.match(/<\/html>/g)).toHaveLength(1);
  // No attribute of ours is an event handler, and no stranger’s text is outside of quotes or text.
  expect(offending(text.replaceAll(/"[^"]*"/g, '""'), (line) => /<[^>]*\son\w+\s*=/i.test(line))).toEqual([]);
  expectSeen(text);
}

/** The report keeps the names whole: only what shows them to people must escape them. */
function expectWholeReport(text: string): void {
  const report: { findings: { subject: string; status: string }[] } = JSON.parse(text);
  const subjects = new Set(report.findings.filter(({ status }) => status === 'diverged').map(({ subject }) => subject));
  expect(subjects.size).toBeGreaterThanOrEqual(hostileRoutes.length - 1);
  for (const part of ['::error::x', 'onerror=alert(1)', 'x'.repeat(10_240), '\u202E', '\n::error file=x']) {
    expect(
      [...subjects].some((subject) => subject.includes(part)),
      part.slice(0, 20),
    ).toBe(true);
  }
}

const sides = () => ({ production: worlds.url('production'), staging: worlds.url('staging') });

describe('hostile names, end to end', () => {
  it('are inert in every form of the report, and whole in JSON', async () => {
    const { folder, read } = newWorkplace();
    const { production, staging } = sides();
    const forms = ['--json', 'r.json', '--markdown', 'r.md', '--html', 'r.html'];
    const ran = await runCli(['validate', '--production-metrics', production, '--staging-metrics', staging, ...forms], {
      cwd: folder,
    });
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/^FAIL {2}/);
    for (const stream of [ran.stdout, ran.stderr]) expectInertLog(stream, null);
    expectInertMarkdown(read('r.md'));
    expectInertPage(read('r.html'));
    expectWholeReport(read('r.json'));
  });

  it.each(['doctor', 'collect', 'explain', 'compare', 'init'])('are inert in what %s says', async (command) => {
    const { folder, read } = newWorkplace();
    const { production, staging } = sides();
    const options = ['--production-metrics', production, '--staging-metrics', staging];
    await runCli(['validate', ...options, '--json', 'r.json', '--evidence', '.'], { cwd: folder });
    const report: { findings: { fingerprint: string; subject: string }[] } = JSON.parse(read('r.json'));
    const worst = report.findings.find(({ subject }) => subject.includes('::error file=x'))?.fingerprint ?? '';
    const args: Record<string, string[]> = {
      doctor: options,
      collect: ['staging', ...options, '--out', 'out.json'],
      explain: [worst, '--report', 'r.json'],
      compare: ['production.profile.json', 'staging.profile.json'],
      init: [...options, '--out', '-'],
    };
    const ran = await runCli([command, ...(args[command] ?? [])], { cwd: folder });
    expect(ran.code).toBe(command === 'compare' ? 1 : 0);
    expect(ran.stdout + ran.stderr).not.toBe('');
    for (const stream of [ran.stdout, ran.stderr]) expectInertLog(stream, null);
  });

  it('are inert in the words of a server that refuses', async () => {
    const options = ['--production-metrics', worlds.url('production'), '--staging-metrics', worlds.url('refusing')];
    for (const command of ['validate', 'doctor', 'init']) {
      const { folder } = newWorkplace();
      const ran = await runCli([command, ...options], { cwd: folder });
      expect(ran.code).toBe(4);
      for (const stream of [ran.stdout, ran.stderr]) expectInertLog(stream, null);
    }
  });

  it('are inert in a step: log, annotations, outputs, summary, comment, Slack', async () => {
    await using slack = await startWebhook((response) => response.end('ok'));
    const { production, staging } = sides();
    const github = await useGitHub({
      files: { [baseCommit]: { '.github/tollgate.yml': 'version: 1\nchecks:\n  p50: { severity: block }\n' } },
    });
    const inputs = {
      'production-metrics': production,
      'staging-metrics': staging,
      comment: 'true',
      'slack-webhook-url': slack.address,
    };
    const workplace = newWorkplace();
    const ran = await runAction(workplace, { inputs, github, event: pullRequest });
    expect(ran.code).toBe(1);
    expectInertLog(
      ran.stdout,
      /^::(error|warning) title=[^:,\n]+::\S|^::error::fail: \d|^::add-mask::http:\/\/127\.0\.0\.1:\d+\/services\//,
    );
    expect(ran.stdout.match(/^::error title=/gm)?.length).toBe(10);
    expectInertLog(ran.stderr, null);
    expect(ran.stdout).not.toContain(github.token);
    expect(ran.outputs['result']).not.toContain('\n');
    expectWholeReport(ran.outputs['result'] ?? '');
    expect(ran.outputs['decision']).toBe('fail');
    expectInertMarkdown(ran.summary);
    const comment = github.comments[0]?.body ?? '';
    expectInertMarkdown(comment);
    expect(comment.match(/<!-- tollgate:report/g)).toHaveLength(1);
    expectInertPage(workplace.read('tollgate-report.html'));
    const message = JSON.stringify(slack.received[0]?.body);
    expect(message).toContain('FAIL');
    expect(message).not.toMatch(/<!|@\w|<script|\\u202e|\u202E/i);
    expect(message).not.toContain(longRoute);
  });
});
