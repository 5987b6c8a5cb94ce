import { setOutput } from '@actions/core';
import type { Decision, Verdict } from '../src/model/verdict.ts';
import { outputResult } from '../src/report/output-result.ts';
import { text } from './inputs.ts';

let decision: Decision | null = null;

/** Writes the outputs of a verdict; `redact` strikes secrets out of the report. */
export function writeOutputs(verdict: Verdict, redact: (text: string) => string): void {
  decision = verdict.decision;
  setOutput('decision', verdict.decision);
  setOutput('reason-code', verdict.reasonCode);
  setOutput('score', verdict.score === null ? '' : verdict.score.toFixed(1));
  setOutput('report', text('json') ?? '');
  setOutput('result', redact(outputResult(verdict)));
}

/** Where a run ends without a verdict, its outputs say so; a verdict that was already written stays. */
export function writeOutputsWithoutVerdict(reasonCode: string): void {
  if (decision !== null) return;
  setOutput('decision', 'inconclusive');
  setOutput('reason-code', reasonCode);
}
