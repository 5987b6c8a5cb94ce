import type { ZodType } from 'zod';

/** Longest entry, in characters of JSON. */
const longest = 60_000;

const format = 'tollgate.ledger/1';

/**
 * One entry as the message of a commit.
 *
 * @param id makes the commit one of its kind: two writers of the same words in the same second must not make the same commit
 * @throws Error for an entry that is too large to be a record
 */
export function entryMessage(id: string, entry: unknown): string {
  const message = JSON.stringify({ schema: format, id, entry });
  if (message.length > longest)
    throw new Error(`an entry of a record has ${message.length} characters; at most ${longest}`);
  return message;
}

/** An entry that was read, or why it cannot be. */
export type ReadEntry<Entry> =
  | { readonly kind: 'entry'; readonly value: Entry }
  | { readonly kind: 'unreadable'; readonly why: string };

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads the message of a commit; anybody who may push can have written it. */
export function readEntryMessage<Entry>(message: string, schema: ZodType<Entry>): ReadEntry<Entry> {
  if (message.length > longest + 1000) return { kind: 'unreadable', why: `${message.length} characters long` };
  const given = parseJson(message) as { schema?: unknown; entry?: unknown } | null | undefined;
  if (typeof given !== 'object' || given === null || given.schema !== format)
    return { kind: 'unreadable', why: `no entry of the form ${format}` };
  const parsed = schema.safeParse(given.entry);
  if (parsed.success) return { kind: 'entry', value: parsed.data };
  const [issue] = parsed.error.issues;
  return { kind: 'unreadable', why: `${issue?.path.join('.') || 'the entry'}: ${issue?.message}` };
}
