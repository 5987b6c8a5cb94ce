import type { GateAnswer, GateReason } from '../../model/gate/gate-answer.ts';
import { minuteText } from '../answer/minute-text.ts';
import { Inert } from '../escape/inert.ts';
import { webAddress } from '../escape/web-address.ts';
import { code, type Markdown, md, sentence } from '../markdown/md.ts';

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

/**
 * A decision as Markdown of at most so many characters: the weightiest reasons first, whole lines only.
 *
 * @param limit longest text, in UTF-16 units
 */
export function gateComment(answer: GateAnswer, limit = longestReview): string {
  let text = gateTitle(answer).text.slice(0, limit);
  const again = answer.recheckAt === null ? '' : `\n\nAsked again by ${minuteText(answer.recheckAt)}.`;
  const rest = limit - again.length - more.length;
  for (const reason of answer.reasons) {
    const line = `\n- ${gateReasonLine(reason).text}`;
    if (text.length + line.length > rest) {
      text += more;
      break;
    }
    text += line;
  }
  return `${text}${again}`;
}
