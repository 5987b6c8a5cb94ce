import type { Check } from '../guards/guard-check.ts';
import { type GuardOutcome, judged, someNames, unmeasured } from './guard-outcome.ts';
import type { Variables } from './parse-variables.ts';

type Rule = Extract<Check, { kind: 'variables' }>['rules'][number];

/** What people write until somebody fills it in. */
const placeholder =
  /^(change[-_ ]?me|todo|tbd|fixme|xxx+|placeholder|replace[-_ ]?me|your[-_ ].*|<[^>]*>|\$\{[^}]*\}|\.\.\.)$/i;

interface Sides {
  readonly own: Variables;
  readonly reference: Variables | null;
}

/** Why a variable breaks its rule, without its value; null where it does not. */
function mistakeOf(name: string, must: Rule['must'], { own, reference }: Sides): string | null {
  if (!own.has(name)) return `${name} is missing`;
  const value = own.get(name) ?? null;
  if (must === 'same') return value === reference?.get(name) ? null : `${name} is another than in the reference`;
  if (value === '') return `${name} is empty`;
  return value !== null && placeholder.test(value.trim()) ? `${name} is a placeholder` : null;
}

/** What cannot be told of a rule; null where all can. */
function unknownOf({ name, must }: Rule, { own, reference }: Sides): string | null {
  if (name === null || must === 'same') {
    if (reference === null) return 'the rule compares with another environment: name its variables with --reference';
    if (reference.size === 0) return 'the reference has no variables';
  }
  if (must !== 'same') return null;
  const names = name === null ? [...(reference?.keys() ?? [])] : [name];
  const hidden = names.find((one) => (reference?.get(one) ?? null) === null || own.get(one) === null);
  return hidden === undefined
    ? null
    : `the value of ${hidden} is not known on both sides, so nobody can say whether it is the same`;
}

/** Tells whether an environment has the variables that it must have; no value of one is ever told. */
export function judgeVariables(sides: Sides, { rules }: Extract<Check, { kind: 'variables' }>): GuardOutcome {
  if (sides.own.size === 0) return unmeasured('the environment has no variables at all');
  const unknown = rules.map((rule) => unknownOf(rule, sides)).find((one) => one !== null);
  if (unknown !== undefined && unknown !== null) return unmeasured(unknown);
  const wanted = rules.flatMap(({ name, must }) =>
    (name === null ? [...(sides.reference?.keys() ?? [])] : [name]).map((one) => ({ name: one, must })),
  );
  const mistakes = wanted.flatMap(({ name, must }) => mistakeOf(name, must, sides) ?? []);
  const all =
    wanted.length === 1 ? `${wanted[0]?.name} is as it must be` : `${wanted.length} variables are as they must be`;
  return judged(mistakes.length === 0, mistakes.length === 0 ? all : someNames(mistakes));
}
