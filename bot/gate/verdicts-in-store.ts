import { verdictFact } from '../../src/gate/verdict-fact.ts';
import type { VerdictReader } from '../../src/gather/verdict-reader.ts';
import { lacking } from '../../src/model/gate/gate-input.ts';
import type { Querying } from '../store/database.ts';
import { newestAnswer } from '../store/validations.ts';

/** Verdicts that the bot has received or made itself; only trusted ones are kept. */
export function verdictsInStore(store: Querying, repository: string): VerdictReader {
  return async ({ question, service, sha }) => {
    const kept = await newestAnswer(store, { repository, question, service, sha });
    if (kept === null) return lacking('absent', `the bot knows no verdict that answers the question ${question}`);
    const links = kept.link === null ? [] : [{ label: 'report', url: kept.link }];
    return { kind: 'present', value: verdictFact(kept.verdict), at: kept.verdict.generatedAt, links };
  };
}

/** The newest of what several readers find; where none finds any, what the last one says. */
export function newestOf(readers: readonly VerdictReader[]): VerdictReader {
  return async (wanted) => {
    const found = await Promise.all(readers.map((read) => read(wanted)));
    const [newest] = found
      .flatMap((one) => (one.kind === 'present' ? [one] : []))
      .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
    return newest ?? found.at(-1) ?? lacking('absent', 'nobody was asked');
  };
}
