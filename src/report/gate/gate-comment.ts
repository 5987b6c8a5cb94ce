import type { GateAnswer, GateReason } from '../../model/gate/gate-answer.ts';
import { minuteText } from '../answer/minute-text.ts';
import { Inert } from '../escape/inert.ts';
import { webAddress } from '../escape/web-address.ts';
import { code, type Markdown, md, sentence } from '../markdown/md.ts';
import { held, nextStep, speaking } from './next-step.ts';

/** GitHub takes no longer word of a protection rule. */
export const longestReview = 1024;
const more = '\n- …';

const titles = { allow: 'Allowed', deny: 'Not allowed', wait: 'Waiting' } as const;
const signs = { allow: '✅', wait: '⏳', deny: '⛔', overridden: '⚠️', note: '·' } as const;

function linkOf({ links }: GateReason): Markdown | string {
  const [first] = links;
  const address = webAddress(first?.url);
  return address === null || first === undefined
    ? ''
    : md` ([${first.label}](${new Inert<'markdown'>('markdown', address)}))`;
}

/** One reason as a line of Markdown, without its mark. */
export function gateReasonLine(reason: GateReason): Markdown {
  const until = reason.until === null ? '' : `, until ${minuteText(reason.until)}`;
  return md`${signs[reason.effect]} **${reason.input}**: ${sentence(reason.message, 300)}${until} ${code(reason.code)}${linkOf(reason)}`;
}

/** What is decided about what, in one line of Markdown. */
function gateTitle({ decision, sha, environment, service }: GateAnswer): Markdown {
  return md`**${titles[decision]}**: ${code(sha.slice(0, 12))} of ${code(service)} into ${code(environment)}`;
}

/** What is shown line by line: what holds the release where something does, else everything. */
function shown(answer: GateAnswer): readonly GateReason[] {
  const holding = held(answer);
  if (holding.length === 0) return answer.reasons;
  return [...holding, ...answer.reasons.filter(({ effect }) => effect === 'note' || effect === 'overridden')];
}

/** What to do, what speaks for it all the same, and when it is asked again. */
function footer(answer: GateAnswer): string {
  const next = nextStep(answer);
  const own = speaking(answer);
  const emergency = next?.override ? md` In an emergency: ${code(next.override)}.` : '';
  const parts = [
    next === null ? '' : md`**What to do**: ${sentence(next.todo)}${emergency}`.text,
    next === null || own.length === 0 ? '' : `For it: ${own.join(', ')}.`,
    answer.recheckAt === null ? '' : `Asked again by ${minuteText(answer.recheckAt)}.`,
  ];
  return parts.map((part) => (part === '' ? '' : `\n\n${part}`)).join('');
}

/**
 * A decision as Markdown of at most so many characters: what holds the release, whole lines only, and what to do about it.
 *
 * @param limit longest text, in UTF-16 units
 */
export function gateComment(answer: GateAnswer, limit = longestReview): string {
  let text = gateTitle(answer).text.slice(0, limit);
  const end = footer(answer);
  const rest = limit - end.length - more.length;
  for (const reason of shown(answer)) {
    const line = `\n- ${gateReasonLine(reason).text}`;
    if (text.length + line.length > rest) {
      text += more;
      break;
    }
    text += line;
  }
  return `${text}${end}`.slice(0, limit);
}
