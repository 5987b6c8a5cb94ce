import type { GateAnswer, GateReason } from '../../model/gate/gate-answer.ts';
import { reasons } from '../../model/reason-codes.ts';

/** What holds a release, the weightiest first. */
export const held = ({ reasons: all }: Pick<GateAnswer, 'reasons'>): GateReason[] =>
  all.filter(({ effect }) => effect === 'deny' || effect === 'wait');

/** Names of what speaks for it. */
export const speaking = ({ reasons: all }: Pick<GateAnswer, 'reasons'>): string[] =>
  all.flatMap(({ effect, input }) => (effect === 'allow' ? [input] : []));

/** No override reaches these; a rollback that begins needs none. */
const beyond = new Set(['locks', 'bad-shas', 'request', 'rollback']);

/** What whoever is held up does next. */
export interface NextStep {
  readonly todo: string;
  /** The command that opens the gate all the same; null where none does. */
  readonly override: string | null;
}

/**
 * What to do about a decision that holds a release: about the weightiest reason, for the others may be gone with it.
 *
 * @returns null where nothing is held up
 */
export function nextStep(answer: Pick<GateAnswer, 'reasons' | 'environment'>): NextStep | null {
  const holding = held(answer);
  // That the patience is over says nothing of what was waited for.
  const first = holding.find(({ code }) => code !== 'gate-patience-over') ?? holding[0];
  if (first === undefined) return null;
  const reaches = holding.every(({ input }) => !beyond.has(input));
  return { todo: reasons[first.code].todo, override: reaches ? `/gate override ${answer.environment} <reason>` : null };
}
