import type { Check } from '../guards/guard-check.ts';
import { failed, type GuardOutcome, passed, unmeasured } from './guard-outcome.ts';
import type { Right } from './parse-rights.ts';

/** Whether a pattern with * and ? covers a word; upper and lower case are alike, as in IAM and in SQL. */
function covers(pattern: string, word: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*+/g, '.*').replaceAll('?', '.')}$`, 'is').test(word);
}

/** Tells whether the rights of an environment allow what the incident missed; a denial wins over every allowance. */
export function judgePermission(
  rights: readonly Right[],
  { principal, action, resource }: Extract<Check, { kind: 'permission' }>,
): GuardOutcome {
  if (action === null) return unmeasured('the guard names no action yet: fill it in');
  if (rights.length === 0) return unmeasured('the evidence holds no rights at all');
  const concerning = rights.filter(
    (right) =>
      (principal === null || right.principal === null || right.principal === principal) &&
      right.actions.some((one) => covers(one, action)) &&
      (resource === '*' ? true : right.resources.some((one) => covers(one, resource))),
  );
  const whole = `${action} on ${resource}${principal === null ? '' : ` to ${principal}`}`;
  const denials = concerning.filter(({ allows }) => !allows);
  if (denials.some(({ isUnclear }) => !isUnclear)) return failed(`${whole} is denied`);
  const allowances = concerning.filter(({ allows }) => allows);
  if (allowances.length === 0) return failed(`nothing grants ${whole}`);
  if (denials.length > 0 || allowances.every(({ isUnclear }) => isUnclear))
    return unmeasured(`${whole} depends on a condition, or on what a statement leaves out`);
  return passed(`${whole} is granted`);
}
