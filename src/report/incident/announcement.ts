import { catalogue } from '../../incidents/catalogue/catalogue.ts';
import type { Classification } from '../../incidents/classify/classify.ts';
import type { FactName } from '../../incidents/incident-facts.ts';
import { wordsOf } from '../../incidents/plan/post-mortem.ts';
import { Inert } from '../escape/inert.ts';
import { webAddress } from '../escape/web-address.ts';
import { code, lines, type Markdown, md } from '../markdown/md.ts';

/** A finding of a validation, or an issue about a drift, that speaks of what the incident is about. */
export interface RelatedFinding {
  readonly words: string;
  readonly link: string | null;
}

/** A deployment or a change of flags shortly before an incident. */
export interface RecentChange {
  readonly at: Date;
  readonly words: string;
  readonly by: string;
  readonly sha: string;
}

/** What is said at once about an incident. */
export interface Announcement {
  readonly said: Classification;
  readonly missing: readonly FactName[];
  readonly related: readonly RelatedFinding[];
  /** Within the two hours before it was reported; null: GitHub did not say. */
  readonly changes: readonly RecentChange[] | null;
}

const mostShown = 5;
const classHint = '`/incident class <class>`';

/** The short comment under a new incident: class, evidence, whether staging could have shown it, and what happened before. */
export function announcement({ said, missing, related, changes }: Announcement): string {
  return [
    ...classLines(said),
    stagingLine(said),
    ...relatedLines(related).map(({ text }) => text),
    ...changeLines(changes),
    ...missing.map((name) => `- Not said yet: **${wordsOf(name)}**. Its guard would have to assume it.`),
    '',
    'When this issue is closed, or on `/incident test`, a pull request holds the test that would have caught it.',
  ].join('\n');
}

function classLines({ class: named, evidence, runnersUp }: Classification): string[] {
  if (named === 'unknown')
    return [
      '**Which class of cause this was cannot be told yet.**',
      `- Say what the root cause was, under a heading “Root cause”, or set it with ${classHint}.`,
      ...guesses(runnersUp),
    ];
  return [
    md`**${code(named)}**: ${catalogue.get(named)?.about ?? ''}`.text,
    ...evidence.slice(0, 2).map((sentence) => md`- It says: “${sentence.slice(0, 300)}”`.text),
    ...guesses(runnersUp),
    `- Wrong? ${classHint}`,
  ];
}

function guesses(runnersUp: Classification['runnersUp']): string[] {
  if (runnersUp.length === 0) return [];
  return [
    md`- It could also be ${runnersUp.map((one, index) => md`${index === 0 ? '' : ', '}${code(one.class)}`)}`.text,
  ];
}

function stagingLine({ class: named }: Classification): string {
  const entry = named === 'unknown' ? undefined : catalogue.get(named);
  if (entry === undefined) return '- Whether staging could have shown it depends on its class.';
  if (entry.guard === null)
    return '- Staging could not have shown this by a generated test; somebody has to write one, or waive it.';
  return md`- **Staging could have shown it**: ${entry.guard.why}.`.text;
}

function relatedLines(related: readonly RelatedFinding[]): Markdown[] {
  if (related.length === 0) return [md`- No open finding about this is known.`];
  return related.slice(0, mostShown).map(({ words, link }) => {
    const address = link === null ? null : webAddress(link);
    return address === null
      ? md`- Open finding: ${words}`
      : md`- Open finding: ${words}, ${new Inert('markdown', `[details](${address})`)}`;
  });
}

function changeLines(changes: readonly RecentChange[] | null): string[] {
  if (changes === null) return ['- GitHub did not say what was deployed before.'];
  if (changes.length === 0) return ['- Nothing was deployed and no flag changed in the two hours before.'];
  const shown = changes
    .slice(0, mostShown)
    .map(
      ({ at, words, by, sha }) =>
        md`  - ${at.toISOString().slice(0, 16).replace('T', ' ')} ${words} ${code(sha.slice(0, 7))} by ${code(by)}`,
    );
  return ['- In the two hours before:', lines(shown).text.trimEnd()];
}
