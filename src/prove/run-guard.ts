import type { GuardOutcome } from '../incidents/evidence/guard-outcome.ts';
import type { GuardFile } from './guard-file.ts';
import { parseCheck } from './parse-check.ts';
import { runCertificate } from './run-certificate.ts';
import { runDns } from './run-dns.ts';
import { runPermission, runPlan, runVariables } from './run-evidence.ts';
import { runScript } from './run-script.ts';
import type { Target } from './target.ts';

/**
 * Runs a guard against one target, or over one file of evidence.
 *
 * @throws UsageError where the guard, the target or k6 cannot be used
 */
export async function runGuard(guard: GuardFile, target: Target): Promise<GuardOutcome> {
  if (guard.file.endsWith('.js')) return runScript(guard, target);
  const check = parseCheck(guard);
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
