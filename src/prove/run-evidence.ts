import { type GuardOutcome, unmeasured } from '../incidents/evidence/guard-outcome.ts';
import { judgePermission } from '../incidents/evidence/judge-permission.ts';
import { judgeTableAccess } from '../incidents/evidence/judge-table-access.ts';
import { judgeVariables } from '../incidents/evidence/judge-variables.ts';
import { parseRights } from '../incidents/evidence/parse-rights.ts';
import { parseVariables, type Variables } from '../incidents/evidence/parse-variables.ts';
import type { Check } from '../incidents/guards/guard-check.ts';
import { UsageError } from '../model/usage-error.ts';
import { parsePlans } from '../plan-shadow/plan/parse-plans.ts';
import { readTextFile } from '../sources/file/read-text-file.ts';
import type { Target } from './target.ts';

async function read(file: string, wanted: string): Promise<string> {
  const found = await readTextFile(file);
  if (!found.ok) throw new UsageError('invalid-option', `${found.message}; wanted ${wanted}`);
  return found.text;
}

async function readVariables(file: string): Promise<Variables> {
  const wanted = 'variables of an environment: lines of NAME=value, or JSON';
  const variables = parseVariables(await read(file, wanted));
  if (variables === null) throw new UsageError('invalid-option', `${file}: wanted ${wanted}`);
  return variables;
}

/** Reads the variables of an environment, and those that it is compared with. */
export async function runVariables(
  check: Extract<Check, { kind: 'variables' }>,
  { target, reference }: Target,
): Promise<GuardOutcome> {
  const own = await readVariables(target);
  return judgeVariables({ own, reference: reference === undefined ? null : await readVariables(reference) }, check);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Reads the rights of an environment. */
export async function runPermission(
  check: Extract<Check, { kind: 'permission' }>,
  { target }: Target,
): Promise<GuardOutcome> {
  const wanted = 'policies of IAM, or rows of information_schema.role_table_grants as JSON';
  const rights = parseRights(jsonOf(await read(target, wanted)));
  if (rights === null) throw new UsageError('invalid-option', `${target}: wanted ${wanted}`);
  return rights.length === 0 ? unmeasured('the evidence holds no rights at all') : judgePermission(rights, check);
}

/** Reads plans, in whatever shape EXPLAIN was pasted. */
export async function runPlan(check: Extract<Check, { kind: 'plan' }>, { target }: Target): Promise<GuardOutcome> {
  return judgeTableAccess(parsePlans(await read(target, 'what EXPLAIN prints'), target), check);
}
