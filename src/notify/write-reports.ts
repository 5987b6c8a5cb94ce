import { resolve } from 'node:path';
import { UsageError } from '../model/usage-error.ts';
import type { Verdict } from '../model/verdict.ts';
import { html } from '../report/html.ts';
import { json } from '../report/json.ts';
import { markdown } from '../report/markdown.ts';
import { writeFileWhole } from './write-file-whole.ts';

/** Where each form of the report goes: a file, or `-` for standard output (JSON and Markdown). */
export interface Targets {
  readonly json?: string | undefined;
  readonly markdown?: string | undefined;
  readonly html?: string | undefined;
}

/** How the reports leave: masked, and standard output through the caller. */
export interface Writing {
  readonly redact: (text: string) => string;
  readonly print: (text: string) => void;
}

const forms = { json, markdown, html } as const satisfies Record<keyof Targets, (verdict: Verdict) => string>;

/** Tells whether a form of the report takes standard output. */
export function takesOutput(targets: Targets): boolean {
  return targets.json === '-' || targets.markdown === '-';
}

/** Files that a run reads or writes besides its reports, by what they are called on the command line. */
export type TakenFiles = Readonly<Record<string, string>>;

/**
 * Refuses a file that would be written over by another report, or that holds the evidence itself. Best asked before a long run.
 *
 * @throws UsageError that names both
 */
export function refuseClashes(targets: Targets, taken: TakenFiles = {}): void {
  const named = [
    ...Object.entries(taken),
    ...Object.entries(targets).map(([form, file]) => [`--${form}`, file] as const),
  ];
  const users = new Map<string, string>();
  for (const [name, file] of named) {
    if (file === undefined) continue;
    const place = file === '-' ? file : resolve(file);
    const other = users.get(place);
    if (other !== undefined) {
      const what = file === '-' ? 'only one report can take standard output' : `both would be ${file}`;
      throw new UsageError('invalid-option', `${other} and ${name}: ${what}; give each a file of its own`);
    }
    users.set(place, name);
  }
}

/**
 * Writes every wanted form of the report, each whole or not at all.
 *
 * @returns the files written
 * @throws Error that names the file that could not be written
 */
export async function writeReports(verdict: Verdict, targets: Targets, { redact, print }: Writing): Promise<string[]> {
  refuseClashes(targets);
  const written: string[] = [];
  for (const form of ['json', 'markdown', 'html'] as const) {
    const target = targets[form];
    if (target === undefined) continue;
    const text = redact(forms[form](verdict));
    if (target === '-') {
      print(text);
    } else {
      await writeFileWhole(target, text);
      written.push(target);
    }
  }
  return written;
}
