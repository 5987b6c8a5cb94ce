/** How values of a type are treated and compared. */
export type ValueFamily = 'exact' | 'integer' | 'decimal' | 'date' | 'time' | 'text';

const families: ReadonlyMap<string, ValueFamily> = new Map([
  ['boolean', 'exact'],
  ['smallint', 'integer'],
  ['integer', 'integer'],
  ['bigint', 'integer'],
  ['numeric', 'decimal'],
  ['real', 'decimal'],
  ['double precision', 'decimal'],
  ['date', 'date'],
  ['timestamp without time zone', 'time'],
  ['timestamp with time zone', 'time'],
]);

/**
 * The family of a type as PostgreSQL writes it; whatever is not known is text, and therefore hashed.
 *
 * @param isEnum whether the type, or that of an array’s elements, is an enum, whose values are part of the schema
 * @example valueFamily('numeric(10,2)', false) // 'decimal'
 * @example valueFamily('timestamp(3) with time zone', false) // 'time'
 */
export function valueFamily(type: string, isEnum: boolean): ValueFamily {
  if (isEnum) return 'exact';
  return families.get(type.replace(/\([^)]*\)/, '')) ?? (type === 'boolean[]' ? 'exact' : 'text');
}
