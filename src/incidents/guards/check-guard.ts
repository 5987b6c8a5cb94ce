import { stringify } from 'yaml';
import type { Dimension } from '../../model/dimension.ts';
import type { IncidentFacts } from '../incident-facts.ts';
import type { Guard, GuardKind } from './guard.ts';
import type { Check, GuardCheck } from './guard-check.ts';
import { guardFileName, headerLines } from './header-lines.ts';
import { withHeader } from './script-text.ts';

/** What one class’s check is made of. */
export interface CheckParts {
  readonly facts: IncidentFacts;
  readonly kind: GuardKind;
  readonly check: Check;
  readonly why: string;
  readonly assumed: readonly string[];
  readonly dimensions: readonly Dimension[];
  /** What stands behind --bad and --good. */
  readonly evidence: string;
}

/** Where each kind looks in staging, as an option. */
const placeOf = {
  certificate: '--target https://…',
  dns: '--resolver …',
  variables: '--variables … --reference FILE',
  permission: '--permissions …',
  plan: '--plans …',
} as const;

/** A guard that is a rule of ours, in YAML. */
export function checkGuard({ facts, kind, check, why, assumed, dimensions, evidence }: CheckParts): Guard {
  if (facts.class === 'unknown') throw new Error('an incident of unknown class has no guard');
  const path = guardFileName(facts, 'yml');
  const run = [
    `Run: tollgate incident run ${facts.id} ${placeOf[check.kind].replace('…', evidence)}`,
    `Prove: tollgate incident prove ${facts.id} --bad ${evidence} --good ${evidence}`,
  ];
  const file: GuardCheck = { schema: 'tollgate.guard/1', incident: facts.id, class: facts.class, check };
  const text = withHeader(headerLines(facts, { why, assumed, run }), stringify(file, { lineWidth: 0 }), '#');
  return { kind, files: [{ path, text }], why, dimensions, assumed };
}
