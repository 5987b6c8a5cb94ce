import { hashPrefix } from '../../model/sections/data/statistics.ts';

const textTypes: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar', 'citext', 'name']);

/**
 * A value of a type that stands for a hashed one: equal where the hashes are equal, so that joins still find each other.
 *
 * @param type PostgreSQL's internal name of the type: `text`, `uuid`, `_text` for an array
 * @returns null where the type has no value for it
 * @example standIn('hmac:00000000000000000000000000000001', 'uuid') // '00000000000000000000000000000001'
 * @example standIn('42', 'int4') // '42'
 */
export function standIn(value: string, type: string): string | null {
  if (!value.startsWith(hashPrefix)) return value;
  const digits = value.slice(hashPrefix.length);
  if (textTypes.has(type)) return value;
  if (type.startsWith('_') && textTypes.has(type.slice(1))) return `{${value}}`;
  switch (type) {
    case 'uuid':
      return digits;
    case 'bytea':
      return `\\x${digits}`;
    case 'json':
    case 'jsonb':
      return `"${value}"`;
    default:
      return null;
  }
}
