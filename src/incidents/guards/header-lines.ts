import type { IncidentFacts } from '../incident-facts.ts';

const width = 110;

/** Breaks a text into lines at its spaces; a longer word stays whole. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length >= width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** What a reviewer reads first: which incident, why this guard, what was assumed, how to run it. */
export function headerLines(
  facts: IncidentFacts,
  guard: { readonly why: string; readonly assumed: readonly string[]; readonly run: readonly string[] },
): string[] {
  const { id, title, link, date } = facts;
  return [
    `Guard of incident ${id}: ${title}`,
    `${facts.class}, ${facts.service}, ${date ?? 'no date'}, ${link ?? 'no link'}`,
    '',
    ...wrapped(guard.why),
    ...(guard.assumed.length === 0 ? [] : ['', 'Not said by the incident, so look here first:']),
    ...guard.assumed.flatMap((one) => wrapped(`- ${one}`)),
    '',
    ...guard.run,
    '',
  ];
}

/** Name of a guard’s file: incidents of one class and service share it. */
export function guardFileName({ service, class: name }: IncidentFacts, ending: 'js' | 'yml'): string {
  return `${service}-${name.replaceAll('_', '-')}.${ending}`;
}
