import type { IncidentText } from '../text/incident-text.ts';

/** A part of an incident’s text, and how much what it says counts as a cause. */
export interface Passage {
  readonly kind: 'title' | 'cause' | 'plain' | 'effect' | 'timeline' | 'resolution' | 'comment';
  readonly text: string;
}

/** A heading says what the text below it is about; the first that fits wins. */
const headings: readonly (readonly [RegExp, Passage['kind']])[] = [
  [/\b(non[- ]?causes?|ruled out|not the cause)\b/i, 'effect'],
  [/\b(root[- ]?causes?|causes?|why|trigger|analysis|what went wrong|contributing|rca)\b/i, 'cause'],
  [
    /\b(resolution|remediation|mitigation|fix(es)?|recovery|action items?|follow[- ]?ups?|actions|lessons|prevention|next steps?)\b/i,
    'resolution',
  ],
  [/\b(timeline|chronology|log)\b/i, 'timeline'],
  [/\b(impact|symptoms?|detection|effects?|customers?|alerts?)\b/i, 'effect'],
];
const heading = /^\s{0,3}(?:#{1,6}\s+(.{1,120}?)\s*#*|\*\*(.{1,80}?):?\*\*:?|([A-Z][A-Za-z -]{2,40}):)\s*$/;
const inlineHeading = /^\s{0,3}(?:[-*]\s+)?(?:\*\*)?([A-Z][A-Za-z -]{2,40}):(?:\*\*)?\s+(\S.*)$/;
const clock = /^\s*(?:[-*|]\s*)?\[?(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d/;

function kindOf(words: string): Passage['kind'] {
  return headings.find(([pattern]) => pattern.test(words))?.[1] ?? 'plain';
}

/** Lines of a body under the headings they stand under; fenced code and HTML comments say nothing about causes. */
export function passagesOf({ title, body, comments }: IncidentText): readonly Passage[] {
  const written = prose(body);
  const isCut = isCutFromSentence(written, title);
  return [
    ...(isCut ? [] : [{ kind: 'title', text: title } as const]),
    ...bodyPassages(isCut ? written : withoutTitle(written, title)),
    ...comments.map((text): Passage => ({ kind: 'comment', text: prose(text) })),
  ];
}

function prose(text: string): string {
  return text
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replaceAll(/^(?:```|~~~)[\s\S]*?(?:^(?:```|~~~)[^\S\n]*$|(?![\s\S]))/gm, ' ');
}

/** The first line of prose that is wrapped by hand is no title, and taken away from it the rest says something else. */
function isCutFromSentence(body: string, title: string): boolean {
  const [first = '', next = ''] = body.trimStart().split('\n');
  return (
    title !== '' && first.trim() === title && /^\S/.test(next) && /[\w,]$/.test(title) && /^[a-z0-9"“(]/.test(next)
  );
}

/** The first line of a plain text is its title already. */
function withoutTitle(body: string, title: string): string {
  const first = body.trimStart().replace(/^#+\s*/, '');
  return title !== '' && first.startsWith(title) ? first.slice(title.length) : body;
}

function bodyPassages(body: string): Passage[] {
  const passages: Passage[] = [];
  let under: Passage['kind'] = 'plain';
  let lines: string[] = [];
  const close = () => {
    if (lines.some((line) => line.trim() !== '')) passages.push({ kind: under, text: lines.join('\n') });
    lines = [];
  };
  for (const line of body.split('\n')) {
    const found = heading.exec(line);
    if (found !== null) {
      close();
      under = kindOf(found[1] ?? found[2] ?? found[3] ?? '');
    } else passages.push(...ownLine(line, lines));
  }
  close();
  return passages;
}

/** A line that says itself what it is: `Root cause: …`, or one of a timeline. Any other line joins its passage. */
function ownLine(line: string, lines: string[]): Passage[] {
  const inline = inlineHeading.exec(line);
  const kind = inline === null ? 'plain' : kindOf(inline[1] ?? '');
  if (inline !== null && kind !== 'plain') return [{ kind, text: inline[2] ?? '' }];
  if (clock.test(line)) return [{ kind: 'timeline', text: line }];
  lines.push(line);
  return [];
}
