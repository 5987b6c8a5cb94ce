const context = 3;
const most = 3000;

type Line = { readonly mark: ' ' | '-' | '+'; readonly text: string };

/**
 * What changes from one text to another, line by line, with three lines around each change, as `diff -u` shows it.
 *
 * @example lineDiff('a\nb', 'a\nc') // ' a\n-b\n+c'
 */
export function lineDiff(before: string, after: string): string {
  const [old, young] = [before.split('\n').slice(0, most), after.split('\n').slice(0, most)];
  const lines = walk(old, young, longestCommon(old, young));
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ mark }) => mark !== ' '),
  );
  return lines
    .flatMap(({ mark, text }, index) => {
      if (near[index] === true) return [`${mark}${text}`];
      return near[index - 1] === true || index === 0 ? ['…'] : [];
    })
    .join('\n');
}

/** Length of the longest common sequence of the rests, by where both begin. */
function longestCommon(old: readonly string[], young: readonly string[]): (i: number, j: number) => number {
  const width = young.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = young.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] = old[i] === young[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  return at;
}

function walk(old: readonly string[], young: readonly string[], common: (i: number, j: number) => number): Line[] {
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < young.length) {
    const [text = '', added = ''] = [old[i], young[j]];
    const mark = text === added ? ' ' : common(i + 1, j) >= common(i, j + 1) ? '-' : '+';
    lines.push({ mark, text: mark === '+' ? added : text });
    if (mark !== '+') i += 1;
    if (mark !== '-') j += 1;
  }
  const rest = (texts: readonly string[], mark: Line['mark']) => texts.map((text): Line => ({ mark, text }));
  return [...lines, ...rest(old.slice(i), '-'), ...rest(young.slice(j), '+')];
}
