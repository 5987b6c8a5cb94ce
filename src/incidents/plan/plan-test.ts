import { UsageError } from '../../model/usage-error.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import type { Guard, GuardContext } from '../guards/guard.ts';
import { guardFor } from '../guards/guard-for.ts';
import { isEdited } from '../guards/script-text.ts';
import type { IncidentFacts } from '../incident-facts.ts';
import type { IncidentEntry, IncidentIndex, IncidentProof } from '../incident-index.ts';
import { editIndex } from '../index/edit-index.ts';
import { indexName, parseIndex } from '../index/parse-index.ts';
import { guardHash, isProven } from '../is-proven.ts';
import { lineDiff } from './line-diff.ts';
import { mergeFacts, saidBy } from './merge-facts.ts';

/** What is there already. */
export interface Existing {
  /** Text of the index; null: none. */
  readonly index: string | null;
  /** Text of a file beside it; null: none. */
  readonly file: (path: string) => string | null;
}

/** What becomes of an incident: files to be written beside the index, and what a person has to look at. */
export interface TestPlan {
  /** `kept`: a person changed the guard, which stays as it is, and `proposed` says what we would change. */
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'kept' | 'no-guard';
  readonly entry: IncidentEntry;
  /** The incident’s facts, with those of earlier ones that its guard stands for. */
  readonly facts: IncidentFacts;
  readonly guard: Guard | null;
  /** Only what differs from what is there, the index last; empty where nothing does. */
  readonly write: readonly { readonly path: string; readonly text: string }[];
  /** Difference of each kept file from what would have been written. */
  readonly proposed: readonly { readonly path: string; readonly diff: string }[];
  /** Earlier incidents that this guard stands for as well. */
  readonly shares: readonly string[];
  /** Whether its guard, as it will lie there, has been seen to fail on the fault and to pass without it. */
  readonly isProven: boolean;
}

/**
 * Decides what `incident test` writes: the guard of an incident and its entry of the index. The same again changes nothing.
 *
 * @throws UsageError where the class is unknown, or where the index cannot be read
 */
export function planTest(given: IncidentFacts, context: GuardContext, existing: Existing): TestPlan {
  const name = given.class;
  if (name === 'unknown')
    throw new UsageError(
      'invalid-incident',
      'the class of this incident is unknown: say it with --class, a label "root-cause: …" or front matter',
    );
  const index = existing.index === null ? null : parseIndex(existing.index);
  const others = sharing(index, { ...given, class: name });
  const facts = mergeFacts(
    given,
    others.map(({ said }) => said ?? {}),
  );
  const guard = guardFor(facts, context);
  const entry = entryOf(given, { index, guard });
  const isSettled = saysNothingNew(index, entry);
  const files = (guard?.files ?? []).map((file) => decide(file, existing.file(file.path), isSettled));
  const newIndex = editIndex(existing.index, entry);
  const changed = files.flatMap(({ write }) => write);
  return {
    outcome: outcomeOf({ guard, files, index: newIndex !== existing.index }),
    entry,
    facts,
    guard,
    write: newIndex === existing.index ? changed : [...changed, { path: indexName, text: newIndex }],
    proposed: files.flatMap(({ proposed }) => proposed),
    shares: others.map(({ id }) => id),
    isProven: isProven(entry, files[0] === undefined ? null : guardHash(files[0].text)),
  };
}

function sharing(index: IncidentIndex | null, facts: Pick<IncidentFacts, 'id' | 'class' | 'service'>): IncidentEntry[] {
  return (index?.incidents ?? []).filter(
    (one) => one.class === facts.class && one.service === facts.service && one.id !== facts.id,
  );
}

/** The guard bears the name of the newest incident that it stands for; an older one that says what it said before leaves it alone. */
function saysNothingNew(index: IncidentIndex | null, entry: IncidentEntry): boolean {
  const same = (index?.incidents ?? []).filter((one) => one.class === entry.class && one.service === entry.service);
  const before = same.find(({ id }) => id === entry.id);
  return before !== undefined && same.at(-1) !== before && JSON.stringify(before.said) === JSON.stringify(entry.said);
}

/** What people and proofs put into an entry, which stays; a proof counts only while the guard has the hash that it was made with. */
const untouched = { guard: null, proof: null, status: 'active', waiver: null } as const;

/** A proof is the guard's: whoever shares the guard has it, as `incident prove` writes it to all of them. */
function proofBeside(index: IncidentIndex | null, file: string | undefined): IncidentProof | null {
  const sharing = (index?.incidents ?? []).filter(({ guard }) => guard !== null && guard.file === file);
  return sharing.find(({ proof }) => proof !== null)?.proof ?? null;
}

function dimensionsOf(guard: Guard | null, name: IncidentEntry['class']): IncidentEntry['dimensions'] {
  const dimensions = guard?.dimensions ?? catalogue.get(name)?.dimensions ?? [];
  return dimensions.length === 0 ? ['incidents'] : [...dimensions];
}

function entryOf(
  facts: IncidentFacts,
  { index, guard }: { readonly index: IncidentIndex | null; readonly guard: Guard | null },
): IncidentEntry {
  if (facts.class === 'unknown') throw new Error('an incident of unknown class has no entry');
  const before = index?.incidents.find((one) => one.id === facts.id) ?? untouched;
  const { id, link, class: name, service, date } = facts;
  const named = guard === null ? before.guard : { kind: guard.kind, file: guard.files[0].path };
  return {
    id,
    link,
    class: name,
    service,
    date,
    dimensions: dimensionsOf(guard, name),
    guard: named,
    said: saidBy(facts),
    proof: before.proof ?? proofBeside(index, named?.file),
    status: before.status,
    waiver: before.waiver,
  };
}

interface Decided {
  readonly write: readonly { readonly path: string; readonly text: string }[];
  readonly proposed: readonly { readonly path: string; readonly diff: string }[];
  readonly isNew: boolean;
  /** What lies there afterwards. */
  readonly text: string;
}

function decide(file: Decided['write'][number], there: string | null, isSettled: boolean): Decided {
  if (there === null) return { write: [file], proposed: [], isNew: true, text: file.text };
  if (there === file.text || isSettled) return { write: [], proposed: [], isNew: false, text: there };
  if (isEdited(there))
    return { write: [], proposed: [{ path: file.path, diff: lineDiff(there, file.text) }], isNew: false, text: there };
  return { write: [file], proposed: [], isNew: false, text: file.text };
}

function outcomeOf(seen: {
  readonly guard: Guard | null;
  readonly files: readonly Decided[];
  readonly index: boolean;
}): TestPlan['outcome'] {
  if (seen.guard === null) return 'no-guard';
  if (seen.files.some(({ proposed }) => proposed.length > 0)) return 'kept';
  if (seen.files.some(({ isNew }) => isNew)) return 'created';
  if (seen.files.some(({ write }) => write.length > 0) || seen.index) return 'updated';
  return 'unchanged';
}
