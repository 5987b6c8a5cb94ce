import type { Verdict } from '../model/verdict.ts';

/** The verdict as `tollgate.report/1`, indented, with a newline at the end. */
export function json(verdict: Verdict): string {
  return `${JSON.stringify(verdict, null, 2)}\n`;
}
