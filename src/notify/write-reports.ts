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

/**
 * Writes every wanted form of the report, each whole or not at all.
 *
 * @returns the files written
 * @throws Error that names the file that could not be written
 */
export async function writeReports(verdict: Verdict, targets: Targets, { redact, print }: Writing): Promise<string[]> {
  if (targets.json === '-' && targets.markdown === '-') {
    throw new UsageError(
      'invalid-option',
      '--json - and --markdown -: only one report can take standard output; give the other one a file',
    );
  }
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
