import type { Answer, Line, Piece } from '../../chatops/answer.ts';
import type { GateAnswer, GateReason } from '../../model/gate/gate-answer.ts';
import { minuteText } from '../answer/minute-text.ts';
import { webAddress } from '../escape/web-address.ts';
import { held, nextStep, speaking } from './next-step.ts';

const titles = { allow: 'may enter', deny: 'may not enter', wait: 'must wait before it enters' } as const;
const moods = { allow: 'done', deny: 'refused', wait: 'waiting' } as const;
const signs = { deny: '⛔', wait: '⏳', overridden: '⚠️', note: '·', allow: '✅' } as const;

function lineOf({ effect, input, message, until, code, links }: GateReason): Line {
  const [first] = links;
  const address = webAddress(first?.url);
  const page: Piece[] = address === null || first === undefined ? [] : [' ', { link: first.label, to: address }];
  const end = until === null ? '' : ` (until ${minuteText(until)})`;
  return [`${signs[effect]} ${input}: ${message}${end} `, { code }, ...page];
}

/** A decision of the gate: what holds the release and what to do about it, then what speaks for it; before it is drawn for a comment or for Slack. */
export function gateAnswerText(answer: GateAnswer): Answer {
  const { decision, sha, environment, reasons } = answer;
  const next = nextStep(answer);
  const others = reasons.filter(({ effect }) => effect === 'overridden' || effect === 'note');
  const steps: Line[] = next === null ? [] : [`What to do: ${next.todo}`];
  if (next?.override) steps.push(['In an emergency: ', { code: next.override }]);
  const own = speaking(answer);
  return {
    mood: moods[decision],
    title: [{ code: sha.slice(0, 12) }, ` ${titles[decision]} `, { code: environment }],
    lines: [
      ...held(answer).map(lineOf),
      ...steps,
      ...others.map(lineOf),
      ...(own.length === 0 ? [] : [`For it: ${own.join(', ')}`]),
    ],
  };
}
