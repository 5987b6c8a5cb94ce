import type { IncidentText } from './incident-text.ts';

const longestField = 2000;
const formHeading = /^#{2,4}\s+(.{1,60}?)\s*$/;
const keyLine = /^\s{0,3}(?:[-*]\s+)?(?:\*\*)?([A-Za-z][A-Za-z0-9 _-]{1,30}?)(?:\*\*)?:(?:\*\*)?\s+(\S.{0,300}?)\s*$/;
/** What GitHub writes for a field of a form that was left empty. */
const empty = /^(?:_No response_|n\/a|none|unknown|-)?$/i;

interface Answer {
  readonly name: string;
  readonly text: string;
}

/** What stands below each heading, as issue forms write their answers. */
function underHeadings(lines: readonly string[]): Answer[] {
  const answers: { name: string; lines: string[] }[] = [];
  for (const line of lines) {
    const name = formHeading.exec(line)?.[1];
    if (name === undefined) answers.at(-1)?.lines.push(line);
    else answers.push({ name, lines: [] });
  }
  return answers.map(({ name, lines: text }) => ({ name, text: text.join('\n') }));
}

function pairsIn(lines: readonly string[]): Answer[] {
  return lines.flatMap((line) => {
    const pair = keyLine.exec(line);
    return pair === null ? [] : [{ name: pair[1] ?? '', text: pair[2] ?? '' }];
  });
}

/** What stands under which name, in lower case: front matter, answers of an issue form, and lines such as `Service: checkout`. */
export function fieldsOf({ frontMatter, body }: IncidentText): ReadonlyMap<string, string> {
  const lines = body.split('\n');
  const own = [...frontMatter].map(([name, text]) => ({ name, text }));
  const fields = new Map<string, string>();
  for (const { name, text } of [...own, ...underHeadings(lines), ...pairsIn(lines)]) {
    const key = name.toLowerCase().replaceAll(/[_-]/g, ' ').trim();
    const value = text.trim();
    if (!empty.test(value) && !fields.has(key)) fields.set(key, value.slice(0, longestField));
  }
  return fields;
}
