import { expect, it } from 'vitest';
import { writesOf } from '../rollback/shop-history.ts';
import { useHook } from '../rollback/use-hook.ts';
import { eventually } from './eventually.ts';
import { releasedPlaces, releasedState } from './released-state.ts';
import { filesOf, keepReleases, lentFor, strategies } from './rollback-strategies.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useSlackCommands } from './use-slack-commands.ts';

const people = `notifications: [{ channel: C0000000001, events: [rollback] }]
people: { U0000000001: ann, U0000000002: max, U0000000003: rita }
`;
const [ann, max, rita, stranger] = ['U0000000001', 'U0000000002', 'U0000000003', 'U0000000666'];

interface Block {
  readonly type: string;
  readonly elements?: readonly { readonly action_id: string; readonly value: string }[];
}

describeOnEmbeddedStore('a rollback from Slack', (fresh) => {
  it('is acknowledged at once, confirmed by a second person’s button, followed, and shown in one message', async () => {
    const { state, good, bad, deployed } = releasedState(undefined, people);
    const { github, slack, say, post } = await useSlackCommands(await fresh(), state);
    const answers = () => slack.responses.map(({ body }) => body.text ?? '');
    let place = 0;
    const where = () => ({ response_url: `${slack.url}/commands/${(place += 1)}` });
    const rollback = (user: string, form = {}, given = {}) =>
      say('rollback production checkout fails', { user_id: user, ...where(), ...form }, given);

    // Nobody’s, a reader’s, an old one, one of another workspace: none is obeyed.
    await rollback(stranger);
    await eventually(() => expect(answers()).toEqual([expect.stringContaining('You cannot command here')]));
    await rollback(rita);
    await eventually(() => expect(answers()[1]).toContain('may not give this command'));
    expect((await rollback(ann, {}, { age: 301 })).status).toBe(401);
    const pressed = (user: string, actions: unknown, team = 'T0001') => ({
      payload: JSON.stringify({
        type: 'block_actions',
        team: { id: 'T0001' },
        user: { id: user, team_id: team },
        channel: { id: 'C0000000001' },
        actions,
        ...where(),
      }),
    });

    await say('rollback production --dry-run', { user_id: ann, ...where() });
    await eventually(() => expect(answers()[2]).toContain('Nothing was changed'));
    expect(writesOf(github)).toEqual([]);

    // GitHub gives no answer at all until Slack has got its own, which Slack waits three seconds for.
    const { promise, resolve } = Promise.withResolvers<void>();
    github.pause = () => promise;
    const started = performance.now();
    expect((await rollback(ann)).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(3000);
    expect(answers()).toHaveLength(3);
    resolve();
    await eventually(() => expect(answers()).toHaveLength(4));
    const asked = slack.responses[3]?.body as { text: string; response_type: string; blocks: Block[] };
    expect(asked).toMatchObject({
      response_type: 'in_channel',
      text: expect.stringContaining('word of a second person'),
    });
    expect(asked.text).toContain(`There is now \`${bad.slice(0, 12)}\``);
    expect(asked.text).toContain('It undoes 1 commit');
    const actions = asked.blocks.find(({ type }) => type === 'actions')?.elements;

    const press = async (user: string, team?: string) => post('/slack/interactions', pressed(user, actions, team));
    expect((await (await press(max, 'T0666'))()).status).toBe(403);
    await (await press(ann))();
    await eventually(() => expect(answers()[4]).toContain('It takes another person'));
    await (await press(rita))();
    await eventually(() => expect(answers()[5]).toContain('may not give this command'));
    expect(deployed()).toEqual([]);

    // Slack has shown that it goes on before GitHub is asked for anything.
    const shown = Promise.withResolvers<void>();
    github.pause = (operation) => (operation === 'repos/create-deployment' ? shown.promise : Promise.resolve());
    const word = await press(max);
    expect((await word()).status).toBe(200);
    await eventually(() => expect(slack.posts[0]?.text).toContain('is being rolled back to'));
    shown.resolve();
    await eventually(() => expect(slack.posts[0]?.text).toContain('was rolled back to'));
    expect(deployed()).toEqual([good]);
    await eventually(() => expect(answers()[6]).toContain('is being rolled back to'));
    await eventually(() => expect(slack.posts).toHaveLength(2));
    const [message, ...replies] = slack.posts;
    expect(message).toMatchObject({
      channel: 'C0000000001',
      threadTs: null,
      text: expect.stringContaining('was rolled'),
    });
    expect(message?.edits).toBeGreaterThan(0);
    expect(replies.every(({ threadTs }) => threadTs === message?.ts)).toBe(true);

    // The same press again, as somebody may have kept it, is the same press; another one comes too late.
    expect((await word()).status).toBe(200);
    await (await press(max))();
    await eventually(() => expect(answers()[7]).toContain('was confirmed already by'));
    expect(deployed()).toEqual([good]);
    expect(answers()).toHaveLength(8);
  });

  it('is done by every other strategy, at the word of whoever is on call', async () => {
    const hook = await useHook();
    const { state, older, good, bad } = releasedPlaces(
      strategies,
      people.replace('rita }', 'rita, U0000000004: oda }'),
    );
    const config = keepReleases(state, [older, good, bad]);
    const { slack, say } = await useSlackCommands(await fresh(), state, { grants: lentFor(hook.url) });
    for (const environment of Object.keys(strategies))
      await say(`rollback ${environment} it fails`, {
        user_id: 'U0000000004',
        response_url: `${slack.url}/commands/${environment}`,
      });
    for (const environment of Object.keys(strategies))
      await eventually(() =>
        expect(slack.posts.map(({ text }) => text)).toContainEqual(
          expect.stringMatching(new RegExp(`${environment}.*was rolled back to`, 's')),
        ),
      );
    expect(state.dispatched.map(({ inputs }) => inputs?.['sha'])).toEqual([good]);
    expect(filesOf(config)).toEqual({
      'commit.yaml': `image:\n  tag: ${good}\n`,
      'pull.yaml': `image:\n  tag: ${good}\n`,
    });
    expect(hook.messages.map(({ body }) => JSON.parse(body) as object)).toMatchObject([{ to: { sha: good } }]);
  });
});
