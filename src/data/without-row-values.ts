import type { Treatment } from '../model/sections/data/statistics.ts';
import { namesIn, type Placed, withoutLiterals } from './without-literals.ts';

/** A column that the definition of an index or a constraint may name. */
export interface DefinedColumn {
  readonly name: string;
  readonly treatment: Treatment;
  /** As PostgreSQL writes it. */
  readonly type: string;
  readonly isEnum: boolean;
}

/** As many digits as remain of a number in statistics; a card number has more. */
const mostDigits = 6;

const cast =
  /^\s*::\s*((?:"(?:[^"]|"")*"|\w+)(?:\.(?:"(?:[^"]|"")*"|\w+))?(?: (?:with|without) time zone| precision| varying)?)/;
const numbers = /^(?:smallint|integer|bigint|numeric|real|double precision)$/;
const moments = /^(?:date|timestamp (?:with|without) time zone)$/;
/** Named things of the schema, and lengths of time. */
const settings = /^(?:boolean|interval|regconfig|regclass|regproc)$/;
/** A month says nothing of a row; a day of birth does. */
const month = /^\d{4}-\d\d-01(?: 00:00:00(?:\+00)?)?$/;

const textOf = (literal: string) =>
  /^'(?:[^'\\]|'')*'$/.test(literal) ? literal.slice(1, -1).replaceAll("''", "'") : null;
const fewDigits = (text: string) => text.replaceAll(/\D/g, '').length <= mostDigits;

function isShort(text: string): boolean {
  const value = Number(text);
  return Number.isFinite(value) && Number(value.toPrecision(mostDigits)) === value;
}

/** The key of a document, not one of its values. */
const isKey = (text: string, before: string) =>
  /->>?\s*$/.test(before) && /^[A-Za-z_]\w*$/.test(text) && fewDigits(text);

/** What may stay beside a column whose values may not: what the schema itself made up. */
function isOfSchema({ literal, before, after }: Placed, enums: ReadonlySet<string>): boolean {
  const text = textOf(literal);
  if (text === null) return isShort(literal);
  const type = cast.exec(after)?.[1] ?? '';
  if (moments.test(type)) return month.test(text);
  if (numbers.test(type) || type === '') return isShort(text);
  return enums.has(type) || (settings.test(type) && fewDigits(text)) || isKey(text, before);
}

/**
 * The definition of an index or a constraint, with a parameter for every literal that may be a value of a row whose column is rounded,
 * hashed or hidden. Where only columns are named whose values may leave, it stays as it is.
 *
 * Text stays beside columns of numbers and times too, unless it holds more digits than such a value would keep.
 *
 * @example withoutRowValues("CHECK ((mail <> 'ann'::text))", [{ name: 'mail', treatment: 'hashed', type: 'text', isEnum: false }]) // 'CHECK ((mail <> $1::text))'
 * @example withoutRowValues("CHECK ((total > 0))", [{ name: 'total', treatment: 'rounded', type: 'integer', isEnum: false }]) // 'CHECK ((total > 0))'
 */
export function withoutRowValues(definition: string, columns: readonly DefinedColumn[]): string {
  const names = namesIn(definition);
  const named = columns.filter(({ name }) => names.has(name));
  if (named.length > 0 && named.every(({ treatment }) => treatment === 'plain')) return definition;
  const isHidden =
    named.length === 0 || named.some(({ treatment }) => treatment === 'hashed' || treatment === 'hidden');
  const enums = new Set(columns.filter(({ isEnum }) => isEnum).map(({ type }) => type.replace(/\[\]$/, '')));
  return withoutLiterals(definition, (placed) => {
    if (isOfSchema(placed, enums)) return true;
    const text = textOf(placed.literal);
    return !isHidden && text !== null && !moments.test(cast.exec(placed.after)?.[1] ?? '') && fewDigits(text);
  });
}
