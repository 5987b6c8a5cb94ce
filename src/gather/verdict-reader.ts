import type { VerdictFact } from '../model/gate/gate-facts.ts';
import type { GateInput } from '../model/gate/gate-input.ts';
import type { Question } from '../model/verdict.ts';

/** Which verdict is looked for: of a build only where `sha` is given. */
export interface WantedVerdict {
  readonly question: Question;
  readonly service: string;
  readonly sha: string | null;
}

/** Finds the newest trusted verdict. It says why there is none, and throws only what is nobody’s answer. */
export type VerdictReader = (wanted: WantedVerdict) => Promise<GateInput<VerdictFact>>;
