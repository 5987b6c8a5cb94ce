import type { GateAnswer, GateDecision } from '../../model/gate/gate-answer.ts';
import { minuteText } from '../answer/minute-text.ts';
import { plainText } from '../escape/plain-text.ts';
import { webAddress } from '../escape/web-address.ts';
import { nextStep } from './next-step.ts';

const titles = { allow: 'Allowed', deny: 'Not allowed', wait: 'Not yet' } as const satisfies Record<
  GateDecision,
  string
>;
const marks = { allow: '+', wait: '~', deny: '-', overridden: '!', note: ' ' } as const;

/** A decision for a terminal or a log, one line per reason. */
export function gateText({ decision, sha, service, environment, reasons, recheckAt }: GateAnswer): string {
  const lines = reasons.map(({ effect, input, message, until, code, links }) => {
    const end = until === null ? '' : `, until ${minuteText(until)}`;
    const address = webAddress(links[0]?.url);
    const where = address === null ? '' : ` ${address}`;
    return `  ${marks[effect]} ${input}: ${plainText(message)}${end} [${code}]${where}`;
  });
  const next = nextStep({ reasons, environment });
  const todo = next === null ? [] : [`What to do: ${plainText(next.todo)}`];
  const again = recheckAt === null ? [] : [`It is worth asking again at ${minuteText(recheckAt)}.`];
  const title = `${titles[decision]}: ${plainText(sha)} of ${plainText(service)} into ${plainText(environment)}`;
  return [title, ...lines, ...todo, ...again].join('\n');
}
