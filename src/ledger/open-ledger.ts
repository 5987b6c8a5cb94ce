import { randomUUID } from 'node:crypto';
import type { ZodType } from 'zod';
import type { RefsPort } from '../model/ports/refs.ts';
import { entryMessage, readEntryMessage } from './entry-message.ts';
import { recordRef } from './record-ref.ts';

/** One entry of a record, with who wrote it: the account of the token, as GitHub knows it. */
export interface LedgerEntry<Entry> {
  readonly sha: string;
  readonly by: string;
  readonly at: Date;
  readonly value: Entry;
}

/** A record with all its entries, oldest first. */
export interface LedgerRecord<Entry> {
  readonly kind: 'record';
  readonly ref: string;
  /** The newest entry; `append` follows on it. */
  readonly head: string;
  readonly entries: readonly LedgerEntry<Entry>[];
}

/** A record that is there and cannot be read: whoever asked must stop, as if it said no. */
export interface UnreadableRecord {
  readonly kind: 'unreadable';
  readonly ref: string;
  /** Which entry, and why; words in it may be a stranger’s. */
  readonly why: string;
}

type ReadRecord<Entry> = LedgerRecord<Entry> | UnreadableRecord | { readonly kind: 'absent' };

/** Records of one kind in one repository. */
export interface Ledger<Entry> {
  /** Begins a record; of two at once exactly one is told `created`. */
  create(
    key: readonly string[],
    entry: Entry,
  ): Promise<{ readonly kind: 'created'; readonly head: string } | { readonly kind: 'exists' }>;
  /** Adds an entry after `head`; `conflict` where somebody else added one meanwhile: read again, and decide anew. */
  append(
    key: readonly string[],
    head: string,
    entry: Entry,
  ): Promise<{ readonly kind: 'appended'; readonly head: string } | { readonly kind: 'conflict' }>;
  read(key: readonly string[]): Promise<ReadRecord<Entry>>;
  /** Reads a record whose reference was listed. */
  readAt(found: { readonly ref: string; readonly sha: string }): Promise<LedgerRecord<Entry> | UnreadableRecord>;
  /** Last names of the records below a key, in their order, without reading any; only of names that need no encoding. */
  names(prefix: readonly string[]): Promise<readonly string[]>;
  /** Every record whose key begins with these names, read; none is left out because it cannot be. */
  list(prefix?: readonly string[]): Promise<readonly (LedgerRecord<Entry> | UnreadableRecord)[]>;
}

/** More entries than a record of ours gets. */
const mostEntries = 2000;

async function readFrom<Entry>(
  refs: RefsPort,
  { ref, sha }: { readonly ref: string; readonly sha: string },
  schema: ZodType<Entry, Entry>,
): Promise<LedgerRecord<Entry> | UnreadableRecord> {
  const commits = await refs.history(sha, mostEntries);
  const unreadable = (why: string): UnreadableRecord => ({ kind: 'unreadable', ref, why });
  const entries: LedgerEntry<Entry>[] = [];
  let expected: string | undefined = sha;
  for (const { sha: own, parents, message, by, at } of commits) {
    if (own !== expected || parents.length > 1)
      return unreadable(`${own.slice(0, 12)} is not in one line with the rest`);
    const read = readEntryMessage(message, schema);
    if (read.kind === 'unreadable') return unreadable(`${own.slice(0, 12)}: ${read.why}`);
    entries.push({ sha: own, by, at, value: read.value });
    expected = parents[0];
  }
  if (expected !== undefined) return unreadable(`more than ${mostEntries} entries, or its beginning is missing`);
  return { kind: 'record', ref, head: sha, entries: entries.toReversed() };
}

/**
 * Opens the records of one kind; an entry is whatever the schema accepts.
 *
 * A record is a reference, each entry a commit whose message is one JSON document; it is only ever moved forward, so that
 * it is its own audit. It needs no bot and no database: whoever may write the repository’s contents may write it.
 *
 * @param kind one word, for example `lock`
 */
export function openLedger<Entry>(refs: RefsPort, kind: string, schema: ZodType<Entry, Entry>): Ledger<Entry> {
  const commit = (entry: Entry, parents: readonly string[]) =>
    refs.createCommit({ message: entryMessage(randomUUID(), schema.parse(entry)), parents });
  return {
    async create(key, entry) {
      const ref = recordRef(kind, key);
      // Looked at first, so that the loser of a race long past leaves no commit behind.
      if ((await refs.readRef(ref)) !== null) return { kind: 'exists' };
      const head = await commit(entry, []);
      return (await refs.createRef(ref, head)) === 'created' ? { kind: 'created', head } : { kind: 'exists' };
    },
    async append(key, head, entry) {
      const next = await commit(entry, [head]);
      const moved = await refs.advanceRef(recordRef(kind, key), next);
      return moved === 'advanced' ? { kind: 'appended', head: next } : { kind: 'conflict' };
    },
    async read(key) {
      const ref = recordRef(kind, key);
      const sha = await refs.readRef(ref);
      return sha === null ? { kind: 'absent' } : readFrom(refs, { ref, sha }, schema);
    },
    readAt: (found) => readFrom(refs, found, schema),
    async names(prefix) {
      const found = await refs.listRefs(recordRef(kind, prefix));
      return found.map(({ ref }) => ref.slice(ref.lastIndexOf('/') + 1)).toSorted();
    },
    async list(prefix = []) {
      const found = await refs.listRefs(recordRef(kind, prefix));
      return Promise.all(found.map((one) => readFrom(refs, one, schema)));
    },
  };
}
