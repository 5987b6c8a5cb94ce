import { describe, expect, it } from 'vitest';
import type { KeptComment } from '../fake-github/github-state.ts';
import { runAction } from './run-action.ts';
import { shopWorlds } from './shop-worlds.ts';
import { baseCommit, pullRequest, useGitHub } from './use-github.ts';
import { useWorlds } from './use-worlds.ts';
import { workplaces } from './workplace.ts';

const worlds = useWorlds(shopWorlds);
const newWorkplace = workplaces();

const sides = (staging: string) => ({
  'production-metrics': worlds.url('production'),
  'staging-metrics': worlds.url(staging),
});
const at = (files: Record<string, string>) => ({ [baseCommit]: files });
const warnings = (stdout: string) => stdout.split('\n').filter((line) => line.startsWith('::warning::'));

/** What a pull request would like the rules to be. */
const lenient = 'version: 1\nfailOn: never\ntolerance: 1000%\n';

describe('on a pull request the rules are those of its base', () => {
  it('the head’s configuration is not obeyed', async () => {
    const workplace = newWorkplace();
    workplace.write('.github/tollgate.yml', lenient);
    const github = await useGitHub({
      files: at({ '.github/tollgate.yml': 'version: 1\nservice: shop\nfailOn: fail\n' }),
    });
    const ran = await runAction(workplace, { inputs: sides('slow'), github, event: pullRequest });
    expect(JSON.parse(ran.outputs['result'] ?? '')).toMatchObject({ subject: { service: 'shop' } });
    expect(ran.outputs['decision']).toBe('fail');
    expect(ran.code).toBe(1);
    expect(new Set(github.requests)).toEqual(
      new Set([`GET /repos/octo/shop/contents/.github/tollgate.yml?ref=${baseCommit}`]),
    );
  });

  it('the head’s configuration is checked all the same, and a mistake is said on its line', async () => {
    const workplace = newWorkplace();
    workplace.write('.github/tollgate.yml', 'version: 1\ntolerence: 20%\n');
    const github = await useGitHub({ files: at({ '.github/tollgate.yml': 'version: 1\n' }) });
    const ran = await runAction(workplace, { inputs: sides('staging'), github, event: pullRequest });
    expect(ran.stdout).toMatch(
      /^::warning title=Tollgate configuration,file=\.github\/tollgate\.yml,line=2,col=1::.*tolerance/m,
    );
    expect(ran.outputs['decision']).toBe('pass');
    expect(ran.code).toBe(0);
  });

  it('where the base has none, the head’s is not taken instead', async () => {
    const workplace = newWorkplace();
    workplace.write('.github/tollgate.yml', lenient);
    const github = await useGitHub({ files: at({}) });
    const ran = await runAction(workplace, { inputs: sides('slow'), github, event: pullRequest });
    expect(ran.outputs['decision']).toBe('fail');
    expect(ran.code).toBe(1);
  });

  it('where the base cannot be read, that is said and nothing is decided', async () => {
    const github = await useGitHub({ files: at({}), mayRead: false });
    const ran = await runAction(newWorkplace(), { inputs: sides('staging'), github, event: pullRequest });
    expect(ran.stdout).toMatch(/could not be read at the base commit bbbbbbb \(403\); the job needs contents: read/);
    expect(ran.outputs).toEqual({ decision: 'inconclusive', 'reason-code': 'invalid-configuration' });
    expect(ran.code).toBe(1);
  });

  it('without a token nothing is decided either', async () => {
    const github = await useGitHub();
    const ran = await runAction(newWorkplace(), {
      inputs: { ...sides('staging'), 'github-token': '' },
      github,
      event: pullRequest,
    });
    expect(ran.stdout).toMatch(/^::error::input github-token: needed on pull requests/m);
    expect(ran.outputs['decision']).toBe('inconclusive');
    expect(ran.code).toBe(1);
  });

  it('so are the file that it extends and its baseline', async () => {
    const workplace = newWorkplace();
    const written = await runAction(workplace, { inputs: { ...sides('slow'), 'write-baseline': 'baseline.json' } });
    expect(written.code).toBe(0);
    const files = {
      '.github/tollgate.yml': 'version: 1\nextends: ../rules.yml\n',
      'rules.yml': 'version: 1\nservice: shop\nbaseline: baseline.json\n',
    };
    const without = await useGitHub({ files: at(files) });
    const red = await runAction(workplace, { inputs: sides('slow'), github: without, event: pullRequest });
    expect(red.stdout).toContain('the baseline baseline.json cannot be read');
    expect(red.code).toBe(1);

    const baseline = workplace.read('baseline.json');
    const withIt = await useGitHub({
      files: at({ ...files, 'rules.yml': 'version: 1\nbaseline: baseline.json\n', 'baseline.json': baseline }),
    });
    const green = await runAction(newWorkplace(), { inputs: sides('slow'), github: withIt, event: pullRequest });
    expect(green.outputs['decision']).toBe('pass');
    expect(green.code).toBe(0);
  });

  it('for the other commands as well', async () => {
    const workplace = newWorkplace();
    for (const side of ['production', 'staging']) {
      await runAction(workplace, {
        inputs: { ...sides('slow'), command: 'collect', arguments: `${side}\n--out\n${side}.json` },
      });
    }
    workplace.write('.github/tollgate.yml', lenient);
    const github = await useGitHub({ files: at({}) });
    const compare = { command: 'compare', arguments: 'production.json\nstaging.json' };
    const ran = await runAction(workplace, { inputs: compare, github, event: pullRequest });
    expect(ran.outputs['decision']).toBe('fail');
    expect(ran.code).toBe(1);
    expect(github.requests.length).toBeGreaterThan(0);
  });
});

describe('the comment on a pull request', () => {
  const inputs = (staging: string) => ({ ...sides(staging), comment: 'true' });
  const files = at({});

  it('is written once, found again behind three pages, and updated', async () => {
    const first = await useGitHub({ files });
    expect(
      (await runAction(newWorkplace(), { inputs: inputs('staging'), github: first, event: pullRequest })).code,
    ).toBe(0);
    expect(first.comments).toEqual([
      {
        id: 1000,
        author: 'github-actions[bot]',
        body: expect.stringMatching(/^<!-- tollgate:report:service:fidelity -->\n#+ .*PASS/),
      },
    ]);

    const passed = first.comments[0]?.body ?? '';
    const quote: KeptComment = { id: 1, author: 'mallory', body: passed };
    const chatter = Array.from(
      { length: 249 },
      (_, index): KeptComment => ({ id: 2 + index, author: 'octocat', body: `remark ${index}` }),
    );
    const comments = [quote, ...chatter, { id: 900, author: 'github-actions[bot]', body: passed }];
    const second = await useGitHub({ files, comments });
    const ran = await runAction(newWorkplace(), { inputs: inputs('slow'), github: second, event: pullRequest });
    expect(ran.code).toBe(1);
    expect(comments).toHaveLength(251);
    expect(comments[0]?.body).toBe(passed);
    expect(comments.at(-1)?.body).toMatch(/^<!-- tollgate:report:service:fidelity -->\n#+ .*FAIL/);
    expect(comments.at(-1)?.body).toContain('https://github.com/octo/shop/actions/runs/4711');
    expect(second.requests.filter((line) => !line.startsWith('GET '))).toEqual([
      'PATCH /repos/octo/shop/issues/comments/900',
    ]);
    expect(second.requests.filter((line) => line.includes('/issues/7/comments'))).toHaveLength(3);
  });

  it('is not taken over from somebody else', async () => {
    const github = await useGitHub({
      files,
      comments: [{ id: 1, author: 'mallory', body: '<!-- tollgate:report:service:fidelity -->\nAll is well.' }],
    });
    await runAction(newWorkplace(), { inputs: inputs('staging'), github, event: pullRequest });
    expect(github.comments.map(({ author }) => author)).toEqual(['mallory', 'github-actions[bot]']);
    expect(github.comments[0]?.body).toContain('All is well.');
  });

  it.each([
    { staging: 'staging', code: 0 },
    { staging: 'slow', code: 1 },
  ])('a fork’s token that may not write is a warning, and the verdict stands ($staging)', async ({ staging, code }) => {
    const github = await useGitHub({ files, mayWrite: false });
    const ran = await runAction(newWorkplace(), { inputs: inputs(staging), github, event: pullRequest });
    expect(warnings(ran.stdout)).toEqual([
      expect.stringMatching(
        /could not be written \(it needs pull-requests: write\): Resource not accessible by integration/,
      ),
    ]);
    expect(github.comments).toEqual([]);
    expect(ran.outputs['decision']).toBe(code === 0 ? 'pass' : 'fail');
    expect(ran.code).toBe(code);
  });

  it('is not written where nobody asked for it', async () => {
    const github = await useGitHub({ files });
    await runAction(newWorkplace(), { inputs: sides('slow'), github, event: pullRequest });
    expect(github.requests.filter((line) => line.includes('comments'))).toEqual([]);
  });

  it('without a pull request is a warning', async () => {
    const ran = await runAction(newWorkplace(), { inputs: inputs('staging') });
    expect(warnings(ran.stdout)).toEqual([
      '::warning::input comment: there is no pull request, or no github-token, so no comment is written',
    ]);
    expect(ran.code).toBe(0);
  });
});
