import { setOutput } from '@actions/core';
import type { GateAnswer } from '../src/model/gate/gate-answer.ts';
import type { Verdict } from '../src/model/verdict.ts';
import { outputResult } from '../src/report/output-result.ts';
import { text } from './inputs.ts';

let isDecided = false;

/** Writes the outputs of a verdict; `redact` strikes secrets out of the report. */
export function writeOutputs(verdict: Verdict, redact: (text: string) => string): void {
  isDecided = true;
  setOutput('decision', verdict.decision);
  setOutput('reason-code', verdict.reasonCode);
  setOutput('score', verdict.score === null ? '' : verdict.score.toFixed(1));
  setOutput('report', text('json') ?? '');
  setOutput('result', redact(outputResult(verdict)));
}

/** Writes the outputs of what the gate decided. */
export function writeGateOutputs(answer: GateAnswer, redact: (text: string) => string): void {
  isDecided = true;
  setOutput('decision', answer.decision);
  setOutput('reason-code', answer.reasonCode);
  setOutput('result', redact(JSON.stringify(answer)));
}

/** Where a run ends without a verdict, its outputs say so; a verdict that was already written stays. */
export function writeOutputsWithoutVerdict(reasonCode: string): void {
  if (isDecided) return;
  setOutput('decision', 'inconclusive');
  setOutput('reason-code', reasonCode);
}
