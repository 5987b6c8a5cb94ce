const between = '[\\s\'’"“”`(),/:-]+';
const gap = `(?:${between}[\\w'’%.-]+){0,5}?`;

/**
 * Makes a pattern of a phrase of the catalogue: `a|b` one of several words, `x*` a word that begins so, ` .. ` up to five words between.
 *
 * @example compilePhrase('pool .. exhaust*').test('the pool had been exhausted') // true
 */
export function compilePhrase(phrase: string): RegExp {
  const groups = phrase.split(' .. ').map((group) => group.split(' ').map(word).join(between));
  return new RegExp(`(?<![\\w-])${groups.join(`${gap}${between}`)}(?![\\w-])`, 'giu');
}

function word(alternatives: string): string {
  const each = alternatives.split('|').map((one) => {
    const open = one.endsWith('*');
    const literal = (open ? one.slice(0, -1) : one)
      .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll('_', String.raw`[\s_-]`);
    return `${literal}${open ? String.raw`[\w-]*` : ''}`;
  });
  return `(?:${each.join('|')})`;
}
