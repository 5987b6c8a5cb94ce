import type { Answer, Line } from '../../chatops/answer.ts';
import type { GateAnswer } from '../../model/gate/gate-answer.ts';
import { minuteText } from '../answer/minute-text.ts';

const titles = { allow: 'may enter', deny: 'may not enter', wait: 'must wait before it enters' } as const;
const moods = { allow: 'done', deny: 'refused', wait: 'waiting' } as const;

/** A decision of the gate with all of its reasons, before it is drawn for a comment or for Slack. */
export function gateAnswerText({ decision, sha, environment, reasons }: GateAnswer): Answer {
  const line = ({ effect, input, message, until, code }: GateAnswer['reasons'][number]): Line => [
    `${effect === 'allow' ? 'for it' : effect}: ${input}: ${message}${until === null ? '' : ` (until ${minuteText(until)})`} `,
    { code },
  ];
  return {
    mood: moods[decision],
    title: [{ code: sha.slice(0, 12) }, ` ${titles[decision]} `, { code: environment }],
    lines: reasons.map(line),
  };
}
