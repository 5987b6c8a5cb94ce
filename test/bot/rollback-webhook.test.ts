import { expect, it } from 'vitest';
import { useHook } from '../rollback/use-hook.ts';
import { eventually } from './eventually.ts';
import { releasedState } from './released-state.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useCommands } from './use-commands.ts';

const settings = 'strategy: webhook, url: "${HOOK}", secret: "${HOOK_SECRET}", watch: none';

describeOnEmbeddedStore('rollbacks by webhook', (fresh) => {
  it('are sent by the bot where the operator lends the secret and allows the host, once', async () => {
    const hook = await useHook();
    const { state, good } = releasedState(settings);
    const variables = { HOOK: hook.url, HOOK_SECRET: 'a secret of the tests only' };
    const grants = { 'octo/shop': { variables, egress: [new URL(hook.url).host] } };
    const story = await useCommands(await fresh(), state, { grants });
    await story.write('/rollback production', { by: 'oda' });
    await eventually(() => expect(state.comments.at(-1)?.body).toContain('was rolled back to'));
    expect(hook.messages.map(({ body }) => (JSON.parse(body) as { to: object }).to)).toMatchObject([{ sha: good }]);
    expect(state.comments.map(({ body }) => body).join('') + story.log()).not.toContain(variables.HOOK_SECRET);
  });

  it('are ended where the operator lends nothing', async () => {
    const { state } = releasedState(settings);
    const story = await useCommands(await fresh(), state);
    await story.write('/rollback production', { by: 'oda' });
    await eventually(() => expect(state.comments.at(-1)?.body).toContain('could not be rolled back'));
    expect(state.comments.at(-1)?.body).toContain('does not lend to this repository');
  });
});
