/** Keys of PostgreSQL's JSON form, as the text form gives them too. */
export type Fields = Record<string, unknown>;

/** A name as SQL writes it, quoted or not; a path of such names with dots between them. */
const name = /"(?:[^"]|"")*"|[^\s."]+/g;
const path = /(?:"(?:[^"]|"")*"|[^\s"])+/g;
const unquoted = (text: string) => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);

/** `schema.relation alias`, each part perhaps in quotation marks. */
function objectFields(type: string, text: string): Fields {
  const [first = '', ...rest] = text.match(path) ?? [];
  const own = unquoted(first.match(name)?.at(-1) ?? first);
  const key = objectKeys.get(type) ?? 'Relation Name';
  return { [key]: own, Alias: rest.length === 0 ? own : unquoted(rest.join(' ')) };
}

/** What stands behind `on`, where that is no relation. */
const objectKeys: ReadonlyMap<string, string> = new Map([
  ['CTE Scan', 'CTE Name'],
  ['WorkTable Scan', 'CTE Name'],
  ['Function Scan', 'Function Name'],
  ['Table Function Scan', 'Function Name'],
  ['Subquery Scan', 'Subquery'],
  ['Values Scan', 'Values'],
]);

const aggregates: ReadonlyMap<string, string> = new Map([
  ['Aggregate', 'Plain'],
  ['GroupAggregate', 'Sorted'],
  ['HashAggregate', 'Hashed'],
  ['MixedAggregate', 'Mixed'],
]);

/** A join names its type between its two words, a plain one none. */
function joinFields(words: string): Fields | null {
  const [, method = '', type] = /^(Hash|Merge)(?: (.+))? Join$/.exec(words) ?? [];
  if (method !== '') return { 'Node Type': `${method} Join`, 'Join Type': type ?? 'Inner' };
  const [loop, loopType] = /^Nested Loop(?: (.+) Join)?$/.exec(words) ?? [];
  return loop === undefined ? null : { 'Node Type': 'Nested Loop', 'Join Type': loopType ?? 'Inner' };
}

function specialFields(words: string): Fields | null {
  const strategy = aggregates.get(words);
  if (strategy !== undefined) return { 'Node Type': 'Aggregate', Strategy: strategy };
  const [, hashed, command] = /^(Hash)?SetOp(?: (.+))?$/.exec(words) ?? [];
  if (command !== undefined)
    return { 'Node Type': 'SetOp', Strategy: hashed === undefined ? 'Sorted' : 'Hashed', Command: command };
  const [, provider] = /^Custom Scan \((.+?)\)/.exec(words) ?? [];
  if (provider !== undefined) return { 'Node Type': 'Custom Scan', 'Custom Plan Provider': provider };
  const [, operation, target] = /^(Insert|Update|Delete|Merge) on (.+)$/.exec(words) ?? [];
  return operation === undefined
    ? null
    : { 'Node Type': 'ModifyTable', Operation: operation, ...objectFields('', target ?? '') };
}

function scanFields(words: string): Fields {
  const [, using, index, relation] =
    /^(.+? Scan)(?: Backward)? using ("(?:[^"]|"")*"|\S+)(?: on (.+))?$/.exec(words) ?? [];
  if (using !== undefined) {
    return {
      'Node Type': using,
      'Index Name': unquoted(index ?? ''),
      ...(relation === undefined ? {} : objectFields(using, relation)),
    };
  }
  const [, bitmap] = /^Bitmap Index Scan on (.+)$/.exec(words) ?? [];
  if (bitmap !== undefined) return { 'Node Type': 'Bitmap Index Scan', 'Index Name': unquoted(bitmap) };
  const [, type, object] = /^(.+?) on (.+)$/.exec(words) ?? [];
  return type === undefined ? { 'Node Type': words } : { 'Node Type': type, ...objectFields(type, object ?? '') };
}

/**
 * Takes apart how the text form calls a step, into the keys of the JSON form.
 *
 * @example nodeWords('Hash Left Join') // { 'Node Type': 'Hash Join', 'Join Type': 'Left' }
 */
export function nodeWords(words: string): Fields {
  const [, workers, partial, plain = words] = /^((?:Parallel |Async )*)(Partial |Finalize )?(.*)$/.exec(words) ?? [];
  return {
    ...(joinFields(plain) ?? specialFields(plain) ?? scanFields(plain)),
    ...(workers?.includes('Parallel') === true ? { 'Parallel Aware': true } : {}),
    ...(partial === undefined ? {} : { 'Partial Mode': partial.trim() }),
  };
}
