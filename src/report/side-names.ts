import type { Verdict } from '../model/verdict.ts';
import { plainText } from './escape/plain-text.ts';

export interface SideNames {
  readonly reference: string;
  readonly candidate: string;
}

/** As much of a verdict as names its sides. */
interface Compared {
  readonly question: Verdict['question'];
  readonly windows: { readonly [Side in keyof SideNames]: { readonly environment: string } };
}

/** Longer names would widen every table. */
const longest = 30;

const roles: Readonly<Record<Verdict['question'], SideNames>> = {
  fidelity: { reference: 'reference', candidate: 'candidate' },
  release: { reference: 'previous build', candidate: 'new build' },
  canary: { reference: 'baseline', candidate: 'canary' },
};

/**
 * What a reader calls the two sides: their environments, or their roles where both are in the same environment.
 *
 * @example sideNames({ question: 'fidelity', windows: { reference: { environment: 'production' }, candidate: { environment: 'staging' } } }) // { reference: 'production', candidate: 'staging' }
 */
export function sideNames({ question, windows }: Compared): SideNames {
  const reference = plainText(windows.reference.environment, longest);
  const candidate = plainText(windows.candidate.environment, longest);
  return reference === candidate ? roles[question] : { reference, candidate };
}
