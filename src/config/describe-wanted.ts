import type { z } from 'zod';
import type { Tree } from './tree.ts';

const kinds: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['object', 'a map of keys and values'],
  ['record', 'a map of keys and values'],
  ['array', 'a list'],
]);

/** What one schema issue wanted, in the words of someone who writes YAML and has never seen the schema’s library. */
export function describeWanted(issue: z.core.$ZodIssue, given: Tree | undefined): string {
  switch (issue.code) {
    case 'invalid_type':
      return describeType(issue.expected, given);
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(', ')}`;
    case 'too_small':
      return describeBound(issue, issue.minimum, issue.inclusive === false ? 'more than' : 'at least');
    case 'too_big':
      return describeBound(issue, issue.maximum, issue.inclusive === false ? 'less than' : 'at most');
    default:
      return issue.message.replace(/^wanted /, '').replace(/, not ".*"/s, '');
  }
}

function describeType(expected: string, given: Tree | undefined): string {
  const wanted = kinds.get(expected) ?? expected;
  const isPlain = given?.kind === 'scalar' && (typeof given.value === 'number' || typeof given.value === 'boolean');
  return expected === 'string' && isPlain ? `text: put it in quotes, "${given.value}"` : wanted;
}

function describeBound(issue: { readonly origin: string }, bound: number | bigint, words: string): string {
  if (issue.origin === 'string') return bound === 1 ? 'text that is not empty' : `text of ${words} ${bound} characters`;
  if (issue.origin === 'array') return `a list of ${words} ${bound}`;
  return `a number of ${words} ${bound}`;
}
