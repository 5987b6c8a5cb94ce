import { type Token, tokens } from '../sql/tokens.ts';

const connectives: ReadonlySet<string> = new Set(['and', 'or']);

function isWrapped(part: readonly Token[]): boolean {
  if (part[0]?.text !== '(' || part.at(-1)?.text !== ')') return false;
  let depth = 0;
  return part.every(({ kind, text }, index) => {
    if (kind === 'symbol') depth += text === '(' ? 1 : text === ')' ? -1 : 0;
    return depth > 0 || index === part.length - 1;
  });
}

function splitAtConnectives(part: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of part) {
    if (token.kind === 'symbol') depth += token.text === '(' ? 1 : token.text === ')' ? -1 : 0;
    if (depth === 0 && token.kind === 'word' && connectives.has(token.text)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function leavesOf(part: readonly Token[]): readonly (readonly Token[])[] {
  const bare = part[0]?.kind === 'word' && part[0].text === 'not' ? part.slice(1) : part;
  if (isWrapped(bare)) return leavesOf(bare.slice(1, -1));
  const parts = splitAtConnectives(bare);
  return parts.length === 1 ? [bare] : parts.flatMap(leavesOf);
}

/**
 * The single comparisons of a condition as EXPLAIN prints it, each of which the planner estimates by itself.
 *
 * @example leaves("((o.a = 1) AND (NOT (o.b > 2)))").map((leaf) => leaf.map(({ text }) => text).join('')) // ['o.a=1', 'o.b>2']
 */
export function leaves(condition: string): readonly (readonly Token[])[] {
  return leavesOf(tokens(condition));
}
