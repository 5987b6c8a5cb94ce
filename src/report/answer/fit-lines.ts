/**
 * The first lines that fit into so many characters, and the number of those that do not.
 *
 * @example fitLines(['ab', 'cd', 'ef'], 5) // { shown: ['ab', 'cd'], left: 1 }
 */
export function fitLines(lines: readonly string[], characters: number): { shown: string[]; left: number } {
  let total = 0;
  const end = lines.findIndex((line) => {
    total += line.length;
    return total > characters;
  });
  const shown = end < 0 ? [...lines] : lines.slice(0, end);
  return { shown, left: lines.length - shown.length };
}
