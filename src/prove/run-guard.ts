import { parse } from 'yaml';
import { z } from 'zod';
import type { GuardOutcome } from '../incidents/evidence/guard-outcome.ts';
import { GuardCheck } from '../incidents/guards/guard-check.ts';
import { UsageError } from '../model/usage-error.ts';
import { runCertificate } from './run-certificate.ts';
import { runDns } from './run-dns.ts';
import { runPermission, runPlan, runVariables } from './run-evidence.ts';
import { runScript } from './run-script.ts';
import type { Target } from './target.ts';

/** A guard as it lies beside the index. */
export interface GuardFile {
  readonly file: string;
  readonly text: string;
}

function checkIn({ file, text }: GuardFile): GuardCheck['check'] {
  let yaml: unknown;
  try {
    yaml = parse(text, { maxAliasCount: 0 });
  } catch {
    yaml = null;
  }
  const parsed = GuardCheck.safeParse(yaml);
  if (parsed.success) return parsed.data.check;
  throw new UsageError('invalid-option', `${file} is no guard (tollgate.guard/1): ${z.prettifyError(parsed.error)}`);
}

/**
 * Runs a guard against one target, or over one file of evidence.
 *
 * @throws UsageError where the guard, the target or k6 cannot be used
 */
export async function runGuard(guard: GuardFile, target: Target): Promise<GuardOutcome> {
  if (guard.file.endsWith('.js')) return runScript(guard, target);
  const check = checkIn(guard);
  switch (check.kind) {
    case 'certificate':
      return runCertificate(check, target);
    case 'dns':
      return runDns(check, target);
    case 'variables':
      return runVariables(check, target);
    case 'permission':
      return runPermission(check, target);
    case 'plan':
      return runPlan(check, target);
  }
}
