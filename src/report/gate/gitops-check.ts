import { imageText } from '../../gitops/image-reference.ts';
import { type JudgedImage, worstDecision } from '../../gitops/judged-image.ts';
import type { GateDecision } from '../../model/gate/gate-answer.ts';
import { plainText } from '../escape/plain-text.ts';
import { code, lines, type Markdown, md, sentence } from '../markdown/md.ts';
import { gateReasonLine } from './gate-comment.ts';
import { held, nextStep } from './next-step.ts';

/** A check run: what it concludes (null: it waits), and its words. */
export interface GitopsCheck {
  readonly conclusion: 'success' | 'failure' | null;
  readonly title: string;
  readonly summary: string;
}

const signs = { allow: '✅', wait: '⏳', deny: '⛔' } as const satisfies Record<GateDecision, string>;
const words = { allow: 'Allowed', wait: 'Waiting', deny: 'Not allowed' } as const satisfies Record<
  GateDecision,
  string
>;
const conclusions = { allow: 'success', wait: null, deny: 'failure' } as const;

/** Reasons of one image, the weightiest first; what speaks for it is not repeated for each. */
const mostReasons = 5;

function bodyOf({ word, application }: JudgedImage): Markdown {
  switch (word.kind) {
    case 'of-others':
      return md`  - of another maker (${code('others')} in the configuration): not judged\n`;
    case 'rollback':
      return md`  - rollback ${code(word.id)} puts it back\n`;
    case 'refused':
      return md`  - ${sentence(word.why, 400)}\n`;
    case 'decided': {
      const { answer } = word;
      const holding = held(answer);
      const shown = holding.length === 0 ? answer.reasons.filter(({ effect }) => effect === 'overridden') : holding;
      const next = nextStep(answer);
      const way =
        next === null
          ? ''
          : md`  - **What to do**: ${sentence(next.todo)}${next.override === null ? '' : overrideHint(application, next.override)}\n`;
      return md`  - built of ${code(answer.sha.slice(0, 12))} of ${code(application)}\n${lines(
        shown.slice(0, mostReasons).map((reason) => md`  - ${gateReasonLine(reason)}`),
      )}${way}`;
    }
  }
}

const overrideHint = (application: string, command: string) =>
  md` In an emergency: ${code(command)} on the pull request of that commit in ${code(application)}.`;

function imageLine(judged: JudgedImage): Markdown {
  const decision = worstDecision([judged]);
  return md`- ${signs[decision]} ${code(imageText(judged.image), 200)} into ${code(judged.environment)} (${code(judged.path, 200)})\n${bodyOf(judged)}`;
}

const order: readonly GateDecision[] = ['deny', 'wait', 'allow'];
const rank = (judged: JudgedImage) => order.indexOf(worstDecision([judged]));

function titleOf(decision: GateDecision, images: readonly JudgedImage[]): string {
  if (images.length === 0) return 'No image changes here that a gate looks at';
  const worst = images.filter((judged) => worstDecision([judged]) === decision);
  const where = [...new Set(worst.map(({ environment }) => environment))].join(', ');
  const amount = `${worst.length} image${worst.length === 1 ? '' : 's'}`;
  return `${words[decision]}: ${amount} into ${where}`;
}

/** What is said of the images that a change would deploy, as a check run: the worst of them decides. */
export function gitopsCheck(images: readonly JudgedImage[]): GitopsCheck {
  const decision = worstDecision(images);
  const sorted = images.toSorted((a, b) => rank(a) - rank(b));
  const summary =
    images.length === 0
      ? md`Only files that name images at the places of ${code('environments.….gitops')} are looked at, and none of them names another image than before.`
      : md`${sorted.map((judged) => imageLine(judged))}`;
  return { conclusion: conclusions[decision], title: plainText(titleOf(decision, images), 200), summary: summary.text };
}

/** A change that cannot be judged. */
export function unjudgedCheck(why: string): GitopsCheck {
  return {
    conclusion: 'failure',
    title: 'Not judged, and so not allowed',
    summary: md`⛔ ${sentence(why, 1000)}.\n\nIt is looked at again by itself; the button below does it now.`.text,
  };
}
