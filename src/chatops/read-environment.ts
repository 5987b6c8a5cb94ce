import { nearest } from '../model/nearest.ts';
import { Misread, misreadWord, quoted } from './misread.ts';
import { skeleton } from './skeleton.ts';
import type { Word } from './split-words.ts';

export interface NamedEnvironment {
  readonly environment: string;
  /** Whether the word was its name, rather than the beginning of what follows. */
  readonly isNamed: boolean;
}

/** What environments are usually called: such a word at the front means one, also where the configuration has another. */
const usual =
  /^(?:pre-?|non-?)?(?:prod|production|prd|stg|stage|staging|dev|develop|development|qa|uat|sandbox)(?:[-_/.:]\S*)?$/;

const list = (environments: readonly string[]) => environments.map(quoted).join(', ');

/**
 * The environment that a command is about: the one that is named, or the only one that there is.
 *
 * A word that is nearly a name, or what others call an environment, is never taken for the beginning of a reason.
 *
 * @throws Misread where none, or more than one, could be meant
 */
export function readEnvironment(word: Word | null, environments: readonly string[]): NamedEnvironment {
  const [only, ...others] = environments;
  if (only === undefined) {
    throw new Misread(
      'the configuration names no environment; write them under `environments:` in .github/tollgate.yml',
    );
  }
  if (word === null) {
    if (others.length === 0) return { environment: only, isNamed: false };
    throw new Misread(`an environment is missing; wanted one of ${list(environments)}`);
  }
  const exact = environments.find((one) => one === word.text) ?? sameButCase(word.text, environments);
  if (exact !== null) return { environment: exact, isNamed: true };
  refuseNearMiss(word.text, environments);
  if (others.length === 0 && !usual.test(skeleton(word.text))) return { environment: only, isNamed: false };
  throw new Misread(`${quoted(word.text)} is no environment; wanted one of ${list(environments)}`);
}

function refuseNearMiss(text: string, environments: readonly string[]): void {
  const near = environments.find((one) => one === skeleton(text)) ?? nearest(text, environments);
  if (near !== null) throw misreadWord(text, `there is no environment ${quoted(text)}; did you mean ${quoted(near)}?`);
}

/** GitHub does not tell environments apart by case either. */
function sameButCase(text: string, environments: readonly string[]): string | null {
  const [same, ...more] = environments.filter((one) => one.toLowerCase() === text.toLowerCase());
  return more.length === 0 ? (same ?? null) : null;
}
