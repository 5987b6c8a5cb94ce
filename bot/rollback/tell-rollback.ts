import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../../src/chatops/answer.ts';
import { answerMarkdown } from '../../src/report/answer/answer-markdown.ts';
import { rollbackAnswer } from '../../src/report/rollback/rollback-answer.ts';
import { rollbackMessage } from '../../src/report/slack/rollback-message.ts';
import type { RollbackState } from '../../src/rollout/rollback-state.ts';
import type { BotEvent } from '../events/event.ts';

/** Says how far a rollback is; `note` is what is in its way. */
export type TellRollback = (state: RollbackState, note?: string) => Promise<void>;

interface OwnComment {
  readonly id: number;
  readonly body: string;
}

const markerOf = (id: string) => `<!-- tollgate:rollback:${id} -->`;
const endMarkerOf = (id: string) => `<!-- tollgate:rollback-end:${id} -->`;

/** The command’s own answer may be on its way: so long is waited for it, in milliseconds. */
const patience = 5000;
const patienceStep = 500;

async function ownComments(event: BotEvent, { plan, begunAt }: RollbackState): Promise<OwnComment[]> {
  const { repository } = event;
  if (repository === null || plan.issue === null) return [];
  const github = await event.github();
  const login = await event.login();
  const asked = { ...repository, issue_number: plan.issue, since: begunAt.toISOString(), per_page: 100 };
  const comments = await github.paginate(github.rest.issues.listComments, asked);
  return comments.flatMap(({ id, user, body = '' }) =>
    user?.login === login && body.includes(plan.id) ? [{ id, body }] : [],
  );
}

const isFollowUp = ({ body }: OwnComment) => body.startsWith('<!-- tollgate:rollback-end:');

/** The answer to the command that began it, or our own word about one that was begun elsewhere. */
async function findAnswer(event: BotEvent, state: RollbackState): Promise<OwnComment | null> {
  return (await ownComments(event, state)).find((one) => !isFollowUp(one)) ?? null;
}

async function awaitAnswer(event: BotEvent, state: RollbackState): Promise<OwnComment | null> {
  for (let waited = 0; waited < patience; waited += patienceStep) {
    const found = await findAnswer(event, state);
    if (found !== null) return found;
    await pause(patienceStep);
  }
  return null;
}

function drawn(state: RollbackState, note: string | undefined): string {
  const answer: Answer = rollbackAnswer(state);
  return answerMarkdown(note === undefined ? answer : { ...answer, lines: [...answer.lines, ['⚠ ', note]] });
}

/** Keeps the first line, by which the answer is found by its command too. */
async function update(event: BotEvent, { id, body }: OwnComment, words: string): Promise<void> {
  if (event.repository === null) return;
  const { rest } = await event.github();
  const marker = body.split('\n', 1)[0] ?? '';
  await rest.issues.updateComment({ ...event.repository, comment_id: id, body: `${marker}\n${words}` });
}

async function write(event: BotEvent, { plan }: RollbackState, body: string): Promise<void> {
  if (event.repository === null || plan.issue === null) return;
  const { rest } = await event.github();
  await rest.issues.createComment({ ...event.repository, issue_number: plan.issue, body });
}

/** What came of it half an hour later, or that it failed: nobody is told of a comment that is only brought up to date. */
async function followUp(event: BotEvent, state: RollbackState): Promise<void> {
  const { plan, ended, done } = state;
  if (ended === null || (ended.outcome === 'succeeded' && !done.has('watch'))) return;
  const marker = endMarkerOf(plan.id);
  if ((await ownComments(event, state)).some(({ body }) => body.startsWith(marker))) return;
  const { mood, title, lines } = rollbackAnswer(state);
  await write(event, state, `${marker}\n${answerMarkdown({ mood, title, lines: lines.slice(-2) })}`);
}

async function tellSlack(event: BotEvent, state: RollbackState): Promise<void> {
  const { plan, ended } = state;
  const message = rollbackMessage(state);
  await event.notify({
    topic: `rollback/${plan.id}`,
    event: 'rollback',
    environment: plan.environment,
    severity: ended?.outcome === 'failed' ? 'block' : 'warn',
    phase: 'opens',
    message,
    ...(ended === null ? {} : { reply: { key: 'end', message } }),
  });
}

/** Makes what says how far a rollback is: in the answer to its command, in Slack, and with a comment of its own at the end. */
export function rollbackTeller(event: BotEvent): TellRollback {
  let known: OwnComment | null = null;
  return async (state, note) => {
    const isOver = state.ended !== null;
    known ??= isOver && state.plan.issue !== null ? await awaitAnswer(event, state) : await findAnswer(event, state);
    const words = drawn(state, note);
    if (known !== null) await update(event, known, words);
    else if (isOver) await write(event, state, `${markerOf(state.plan.id)}\n${words}`);
    await tellSlack(event, state);
    if (isOver) await followUp(event, state);
  };
}
