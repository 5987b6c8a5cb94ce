import { expect, it } from 'vitest';
import { type CommandHandler, handling } from '../../bot/commands/command-request.ts';
import { withConfirm } from '../../bot/commands/registry.ts';
import { askConsent } from '../../bot/confirmations/ask-consent.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { storyState, useCommands } from './use-commands.ts';

const target = 'c'.repeat(40);

/** A bot whose rollback only notes that it happened, to which commit and by whose word. */
async function useStory(store: Parameters<typeof useCommands>[0]) {
  const done: string[] = [];
  const now = { sha: target };
  const rollback: CommandHandler<'rollback'> = async (request) => {
    const { environment } = request.command;
    const consent = await askConsent(request, { environment, sha: now.sha, what: ['Three commits are undone'] });
    if (consent.kind === 'waiting') return consent.answer;
    done.push(`${request.actor} ${environment} ${now.sha.slice(0, 3)} ${consent.by}`);
    return { mood: 'done', title: 'Rolled back', lines: [] };
  };
  const state = storyState();
  const story = await useCommands(store, state, { commands: withConfirm(new Map([handling('rollback', rollback)])) });
  const ask = async () => {
    const answer = await story.write('/rollback production it is slow');
    return /\/confirm ([0-9a-f]{8})/.exec(answer ?? '')?.[1] ?? `no code in ${answer}`;
  };
  return { ...story, done, now, ask, state };
}

describeOnEmbeddedStore('a command that changes a protected environment', (fresh) => {
  it('waits for another person’s word, and then happens once', async () => {
    const story = await useStory(await fresh());
    const waiting = await story.write('/rollback production it is slow');
    expect(waiting).toContain('✋ <code>production</code> wants the word of a second person');
    expect(waiting).toContain('- Three commits are undone');
    const code = /\/confirm ([0-9a-f]{8})/.exec(waiting ?? '')?.[1];
    expect(await story.write(`/confirm ${code}`)).toContain('It takes another person');
    expect(await story.write(`/confirm ${code}`, { by: 'rita' })).toContain('may not give this command');
    expect(story.done).toEqual([]);
    expect(await story.write(`/confirm ${code}`, { by: 'max' })).toContain('Rolled back');
    expect(story.done).toEqual(['ann production ccc max']);
    expect(await story.write(`/confirm ${code}`, { by: 'lou' })).toContain('was confirmed already by <code>max</code>');
    expect(story.done).toHaveLength(1);
    const first = story.state.comments.find(
      ({ body }) => body.includes('tollgate:answer') && body.includes('Confirmed by'),
    );
    expect(first?.body).toContain('✅ Confirmed by <code>max</code>: [what came of it]');
  });

  it('happens at once where on-call gives it, or where the environment is not protected', async () => {
    const story = await useStory(await fresh());
    expect(await story.write('/rollback production', { by: 'oda' })).toContain('Rolled back');
    expect(await story.write('/rollback staging')).toContain('Rolled back');
    expect(story.done).toEqual(['oda production ccc oda', 'ann staging ccc null']);
  });

  it('happens for the commit that was confirmed, and for no other', async () => {
    const story = await useStory(await fresh());
    const code = await story.ask();
    story.now.sha = 'd'.repeat(40);
    const again = await story.write(`/confirm ${code}`, { by: 'max' });
    expect(again).toContain('What was confirmed has changed meanwhile');
    expect(story.done).toEqual([]);
    const second = /\/confirm ([0-9a-f]{8})/.exec(again ?? '')?.[1];
    expect(second).not.toBe(code);
    expect(await story.write(`/confirm ${second}`, { by: 'max' })).toContain('Rolled back');
    expect(story.done).toEqual(['ann production ddd max']);
  });

  it('does not happen where either has lost the right meanwhile, or GitHub does not say', async () => {
    const story = await useStory(await fresh());
    const code = await story.ask();
    story.state.roles['ann'] = 'read';
    expect(await story.write(`/confirm ${code}`, { by: 'max' })).toContain(
      '<code>ann</code> may not give this command',
    );
    story.state.roles['ann'] = 'write';
    story.github.disturb = (operation, path) =>
      operation === 'repos/get-collaborator-permission-level' && path.includes('/ann/')
        ? { status: 403, body: { message: 'no' } }
        : null;
    expect(await story.write(`/confirm ${code}`, { by: 'max' })).toContain('Something was in the way');
    story.github.disturb = () => null;
    expect(story.done).toEqual([]);
    expect(await story.write(`/confirm ${code}`, { by: 'max' })).toContain('Rolled back');
  });

  it('is confirmed by one of two people at once', async () => {
    const story = await useStory(await fresh());
    const code = await story.ask();
    const answers = await Promise.all(['max', 'lou'].map((by) => story.write(`/confirm ${code}`, { by })));
    expect(answers.filter((answer) => answer?.includes('Rolled back'))).toHaveLength(1);
    expect(story.done).toHaveLength(1);
  });

  it('knows no code that was never given', async () => {
    const story = await useStory(await fresh());
    await story.ask();
    expect(await story.write('/confirm 00000000', { by: 'max' })).toContain('No command waits here');
  });
});

describeOnEmbeddedStore('somebody who posts a thousand commands', (fresh) => {
  it('is told once that it is enough; others are still answered', async () => {
    const story = await useCommands(await fresh());
    const answers: (string | null)[] = [];
    for (let one = 0; one < 40; one += 1) answers.push(await story.write('/rolback'));
    expect(answers.filter((answer) => answer?.includes('did you mean'))).toHaveLength(20);
    expect(answers.filter((answer) => answer?.includes('more than 20 commands'))).toHaveLength(1);
    expect(answers.slice(21)).toEqual(Array(19).fill(null));
    const asked = story.github.requests.length;
    expect(await story.write('/lock staging x')).toBeNull();
    expect(story.github.requests.slice(asked)).toEqual([]);
    expect(await story.write('/tollgate help', { by: 'max' })).toContain('What you can ask for here');
  });
});
