import type { RollbackState } from '../../rollout/rollback-state.ts';
import { answerSlack } from '../answer/answer-slack.ts';
import { rollbackAnswer } from '../rollback/rollback-answer.ts';
import { section } from './blocks.ts';
import type { SlackMessage } from './message.ts';

/** How far a rollback is, as a message for Slack. */
export function rollbackMessage(state: RollbackState): SlackMessage {
  const answer = rollbackAnswer(state);
  const { plan } = state;
  const text = answerSlack({ ...answer, lines: [] });
  const place = plan.issue === null ? '' : ` (asked for in #${plan.issue})`;
  const lines = [...answer.lines, `Service ${plan.service}${place}`];
  return { text, blocks: [section(answerSlack({ ...answer, lines }))], unfurl_links: false };
}
