import type { Fields } from './node-words.ts';

/** A line below a step that says something about it: `Sort Key: a, b`. */
const property = /^([A-Z][A-Za-z/ ()-]{1,40}?|Worker \d+):(?: +(.*))?$/;
/** A line that names what stands aside of the main plan, above its first step. */
const aside = /^(CTE .+|InitPlan(?: \d+)?(?: \(returns .+\))?|(?:hashed )?SubPlan(?: \d+)?(?: \(returns .+\))?)$/;

export interface Property {
  readonly key: string;
  readonly value: string;
}

/** Reads `Key: value`; null for any other line. */
export function propertyIn(text: string): Property | null {
  const [, key, value = ''] = property.exec(text.trim()) ?? [];
  return key === undefined ? null : { key, value: value.trim() };
}

/** Reads the name of a CTE, an InitPlan or a SubPlan; null for any other line. */
export function asideIn(text: string): string | null {
  return aside.exec(text.trim())?.[1] ?? null;
}

const numberIn = (text: string, pattern: RegExp) => {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
};
/** Pieces of a list: a quoted text, one character, or a run of plain ones. */
const piece = /"[^"]*"|'[^']*'|[^"'()[\]{},]+|./gs;

/** Takes a list apart at commas outside of parentheses and quotation marks. */
function listIn(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const [found] of text.matchAll(piece)) {
    if ('([{'.includes(found)) depth += 1;
    if (')]}'.includes(found)) depth -= 1;
    if (found === ',' && depth === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + found);
  }
  return parts.map((part) => part.trim());
}

/** A number as a field; nothing where there is none. */
function numberField(key: string, text: string, pattern: RegExp): Fields {
  const found = numberIn(text, pattern);
  return found === undefined ? {} : { [key]: found };
}

/** What a property says, in the keys of the JSON form; nothing for those that no comparison uses. */
export function propertyFields({ key, value }: Property, fields: Fields): Fields {
  if (key === 'Index Cond') return { [key]: value };
  if (key === 'Sort Key') return { [key]: listIn(value) };
  if (key === 'Rows Removed by Filter') return numberField(key, value, /^(\d+(?:\.\d+)?)$/);
  if (key === 'Buffers') return numberField('Temp Written Blocks', value, /temp[^,]*? written=(\d+)/);
  const isHash = fields['Node Type'] === 'Hash';
  return {
    ...(/Disk: \d+kB/.test(value) ? { 'Sort Space Type': 'Disk' } : {}),
    ...(/Disk Usage: [1-9]/.test(value) ? { 'Disk Usage': 1 } : {}),
    ...(isHash ? numberField('Hash Batches', `${key}: ${value}`, /Batches: (\d+)/) : {}),
  };
}
