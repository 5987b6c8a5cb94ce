import { expect, it } from 'vitest';
import { eventually } from './eventually.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { deployRun, good, head, honest, released, runWith, useGate, waiting, worse } from './use-gate.ts';
import { useSlack } from './use-slack.ts';

const states = (said: readonly { state: string | null }[]) => said.map(({ state }) => state);
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();
const deployed = (milliseconds: number) => ({
  id: 9,
  sha: released,
  environment: 'staging',
  task: 'deploy',
  payload: {},
  createdAt: ago(milliseconds),
  statuses: [
    { state: 'in_progress', created_at: ago(milliseconds + 1000) },
    { state: 'success', created_at: ago(milliseconds) },
    { state: 'inactive', created_at: ago(0) },
  ],
});

describeOnEmbeddedStore('the door of an environment', (fresh) => {
  it('opens to a release that evidence speaks for, and says which', async () => {
    const { gate, ask } = await useGate(await fresh());
    await ask();
    await eventually(() => expect(gate.isWaiting).toBe(false));
    expect(states(gate.said)).toEqual(['approved']);
    expect(gate.said[0]?.comment.replaceAll(/\(\[run.*/g, '(…)')).toMatchInlineSnapshot(`
      "**Allowed**: <code>dddddddddddd</code> of <code>shop</code> into <code>production</code>
      - ✅ **bad-shas**: the commit is not listed <code>gate-supported</code>
      - ✅ **locks**: nobody else holds the lock <code>gate-supported</code>
      - ✅ **calendar**: no freeze <code>gate-supported</code>
      - ✅ **freezes**: nobody called a freeze <code>gate-supported</code>
      - ✅ **release**: passed 0 minutes ago <code>gate-supported</code> (…)
      - ✅ **validation**: made 0 minutes ago <code>gate-supported</code> (…)
      - · **drift**: no open drift <code>gate-supported</code>"
    `);
  });

  it('stays shut to a build that is worse, and says why, in Slack as well', async () => {
    const slack = await useSlack();
    const { gate, ask } = await useGate(await fresh(), {
      runs: [deployRun(), runWith(1, honest), runWith(2, worse)],
      slack: slack.settings,
    });
    await ask();
    await eventually(() => expect(gate.isWaiting).toBe(false));
    expect(states(gate.said)).toEqual(['rejected']);
    expect(gate.said[0]?.comment).toContain('**release**: worse: ');
    await eventually(() => expect(slack.posts).toHaveLength(1));
    expect(slack.posts[0]?.text).toContain('⛔ `dddddddddddd` may not enter `production`');
    const shown = JSON.stringify(slack.posts[0]?.blocks);
    expect(shown).toMatch(/⛔ release: worse: .*actions\/runs\/501\|Run 501/);
    expect(shown).toContain('"value":"/tollgate repo:octo/shop gate status production"');
  });

  it('waits for the soak to end, and opens then, without a further event', async () => {
    const { gate, ask, github, state } = await useGate(await fresh(), {
      gate: ['previousEnvironment: staging', 'soak: { time: 60s }'],
    });
    // Only now, for nobody knows how long a bot takes to start.
    state.deployments.push(deployed(55_000));
    await ask();
    await eventually(() => expect(gate.isWaiting).toBe(false));
    expect(states(gate.said)).toEqual([null, 'approved']);
    expect(gate.said[0]?.comment).toContain('gate-soaking');
    expect(github.requests.filter((one) => one.startsWith('actions/review')).length).toBe(2);
  });

  it('goes on waiting after a restart of the bot', async () => {
    const { gate, ask, restart, state } = await useGate(await fresh(), {
      gate: ['previousEnvironment: staging', 'soak: { time: 60s }'],
    });
    state.deployments.push(deployed(55_000));
    await ask();
    await eventually(() => expect(states(gate.said)).toEqual([null]));
    await restart();
    await eventually(() => expect(gate.isWaiting).toBe(false));
    expect(states(gate.said)).toEqual([null, 'approved']);
  });

  it('waits for missing evidence as long as its patience lasts, and says no then', async () => {
    const { gate, ask } = await useGate(await fresh(), { runs: [deployRun(), runWith(1, honest)] });
    await ask();
    await eventually(() => expect(states(gate.said)).toEqual([null]));
    expect(gate.said[0]?.comment).toContain('gate-missing');
    await eventually(() => expect(states(gate.said)).toEqual([null, 'rejected']));
    expect(gate.said[1]?.comment).toContain('gate-patience-over');
  });

  it('lets evidence count that comes while it waits', async () => {
    const { gate, ask, state } = await useGate(await fresh(), {
      gate: ['previousEnvironment: staging', 'soak: { time: 60s }'],
      deployments: [],
    });
    await ask();
    await eventually(() => expect(states(gate.said)).toEqual([null]));
    state.deployments.push(deployed(70_000));
    await ask({}, { id: 'again' });
    await eventually(() => expect(gate.isWaiting).toBe(false));
    expect(states(gate.said)).toEqual([null, 'approved']);
  });

  it('is asked twice about one run and answers once; a late event finds nobody', async () => {
    const { gate, ask, bot } = await useGate(await fresh());
    await Promise.all([ask({}, { id: 'same' }), ask({}, { id: 'same' }), ask({}, { id: 'other' })]);
    await eventually(() => expect(bot.log()).toContain('does not wait for us'));
    expect(states(gate.said)).toEqual(['approved']);
  });

  it('is asked before GitHub knows that the run waits', async () => {
    const { gate, ask } = await useGate(await fresh());
    gate.isWaiting = false;
    await ask();
    await eventually(() => expect(gate.said).toEqual([]));
    gate.isWaiting = true;
    await eventually(() => expect(states(gate.said)).toEqual(['approved']));
  });

  it('says that it could not decide while GitHub is down, and decides afterwards', async () => {
    const { gate, ask, github } = await useGate(await fresh());
    github.disturb = (operation) =>
      operation === 'repos/get-content' ? { status: 502, body: { message: 'down' } } : null;
    await ask();
    await eventually(() => expect(states(gate.said)).toEqual([null]));
    expect(gate.said[0]?.comment).toContain('could not decide');
    github.disturb = () => null;
    await eventually(() => expect(states(gate.said)).toEqual([null, 'approved']));
  });

  it('is overridden by somebody on call, for one commit, never by its author alone, and the word is written down', async () => {
    const slack = await useSlack();
    const { gate, ask, comment, state, bot } = await useGate(await fresh(), {
      gate: ['previousEnvironment: staging'],
      deployments: [{ ...deployed(1000), sha: 'f'.repeat(40) }],
      slack: { ...slack.settings, signingSecret: null },
    });
    Object.assign(state.contents[head] ?? {}, {
      '.github/tollgate.yml': state.contents[head]?.['.github/tollgate.yml']?.replace('patience: 1s', 'patience: 1h'),
    });
    await ask();
    await eventually(() => expect(states(gate.said)).toContain(null));
    expect(await comment('/gate override production it is urgent', 'lou')).toContain('may not give this command');
    const own = await comment('/gate override production it is urgent', 'ann');
    expect(own, bot.log()).toContain('for a commit of his own alone');
    expect(await comment('/gate status production', 'lou')).toContain('must wait before it enters');
    expect(gate.isWaiting).toBe(true);
    expect(await comment('/gate override production the way around the outage', 'oda')).toContain('The gate is open');
    await eventually(() => expect(gate.isWaiting).toBe(false));
    expect(gate.said.at(-1)).toMatchObject({ state: 'approved' });
    expect(gate.said.at(-1)?.comment).toContain('**override**: by oda, ann until');
    const records = [...state.git.refs].filter(([ref]) => ref.startsWith('refs/tollgate/override/production/'));
    expect(records.map(([ref]) => ref)).toEqual([`refs/tollgate/override/production/${released}`]);
    await eventually(() => expect(slack.posts).toHaveLength(2));
    expect(slack.posts.map(({ text }) => text.slice(0, 24))).toEqual([
      '✋ Noted, and not yet eno',
      '✋ The gate is open for `',
    ]);
    expect(JSON.stringify(slack.posts[1]?.blocks)).toContain('`oda`: the way around the outage');
    // Where no press is taken in, nothing asks to be pressed.
    expect(JSON.stringify(slack.posts)).not.toContain('"actions"');
  });

  it('follows no callback to another place', async () => {
    const { gate, ask, bot, github } = await useGate(await fresh());
    const callback = `${github.url}/repos/octo/other/actions/runs/${waiting}/deployment_protection_rule`;
    await ask({ deployment_callback_url: callback });
    await eventually(() => expect(bot.log()).toContain('it is not followed'));
    expect([gate.said, github.requests.filter((one) => one.startsWith('actions/'))]).toEqual([[], []]);
  });

  it.each([
    { name: 'a fork', run: { head_repository: { full_name: 'mallory/shop' } }, words: 'mallory' },
    { name: 'another commit than the event’s', run: { head_sha: 'f'.repeat(40) }, words: 'tested by nobody' },
  ])('stays shut to a run of $name', async ({ run, words }) => {
    const { gate, ask } = await useGate(await fresh(), {
      runs: [deployRun(run), runWith(1, honest), runWith(2, good)],
    });
    await ask();
    await eventually(() => expect(states(gate.said)).toEqual(['rejected']));
    expect(gate.said[0]?.comment).toContain(words);
  });

  it('stays shut where no gate, or a broken one, is configured', async () => {
    for (const environment of ['sandbox', 'production']) {
      const { gate, ask, state } = await useGate(await fresh(), {
        gate: environment === 'production' ? ['soak: 24h'] : [],
      });
      Object.assign(gate, { environment });
      await ask({ environment });
      await eventually(() => expect(states(gate.said)).toEqual(['rejected']));
      expect(state.gates[0]?.said[0]?.comment).toMatch(/is not configured|configuration is broken/);
    }
  });
});
