import type { Verdict } from '../model/verdict.ts';

/** An output may hold 1 MB, counted in UTF-16; a margin stays for the other outputs of the job. */
const limit = 400_000;

/** The report as JSON on one line; where it is too large, only as many of its worst findings as fit. */
export function outputResult(verdict: Verdict): string {
  for (let kept = verdict.findings.length; ; kept = Math.floor(kept / 2)) {
    const text = JSON.stringify({ ...verdict, findings: verdict.findings.slice(0, kept) });
    if (text.length <= limit || kept === 0) return text;
  }
}
