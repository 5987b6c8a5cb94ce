import { join, resolve } from 'node:path';
import type { GuardOutcome } from '../../incidents/evidence/guard-outcome.ts';
import type { IncidentEntry, IncidentIndex, IncidentProof } from '../../incidents/incident-index.ts';
import { indexName, parseIndex } from '../../incidents/index/parse-index.ts';
import { guardHash } from '../../incidents/is-proven.ts';
import { judgeProof } from '../../incidents/judge-proof.ts';
import { recordProof } from '../../incidents/record-proof.ts';
import type { ProofResult } from '../../model/proof-result.ts';
import { tool } from '../../model/tool.ts';
import { UsageError } from '../../model/usage-error.ts';
import { writeFileWhole } from '../../notify/write-file-whole.ts';
import type { GuardFile } from '../../prove/guard-file.ts';
import { loadAddress } from '../../prove/load-address.ts';
import { runGuard } from '../../prove/run-guard.ts';
import type { Target } from '../../prove/target.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { readBeside } from './read-beside.ts';

export interface ProveRequest extends Omit<Target, 'target'> {
  /** Of the incident. */
  readonly id: string;
  /** Of the index and its guards. */
  readonly folder: string;
  readonly bad: string;
  readonly good: string;
}

async function readNeeded(folder: string, path: string, wanted: string): Promise<string> {
  const text = await readBeside(folder, path);
  if (text !== null) return text;
  throw new UsageError('invalid-option', `there is no file ${join(folder, path)}; wanted ${wanted}`);
}

function guardOf({ incidents }: IncidentIndex, { id, folder }: ProveRequest): NonNullable<IncidentEntry['guard']> {
  const entry = incidents.find((one) => one.id === id);
  if (entry === undefined) {
    const known = incidents.map((one) => one.id).slice(0, 20);
    throw new UsageError(
      'invalid-option',
      `the index in ${folder} has no incident ${id}; it has ${known.join(', ') || 'none'}`,
    );
  }
  if (entry.guard === null)
    throw new UsageError('invalid-option', `incident ${id} has no guard yet: write it with incident test`);
  return entry.guard;
}

type Side = 'bad' | 'good';

/** Names the side in what was wrong with its target. */
async function ofSide<T>(side: Side, request: ProveRequest, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(error.reasonCode, `--${side} ${request[side]}: ${error.message}`, { cause: error });
  }
}

async function runSide(guard: GuardFile, side: Side, request: ProveRequest): Promise<GuardOutcome> {
  request.progress(`${side}: ${request[side]}`);
  return ofSide(side, request, () => runGuard(guard, { ...request, target: request[side] }));
}

function refuseSame(bad: string, good: string): void {
  if (bad === good)
    throw new UsageError('invalid-option', '--bad and --good are the same: wanted one with the fault and one without');
}

/** What can be told before anything runs: a load may take hours until the second target turns out to be a slip of the pen. */
async function checkTargets(guard: GuardFile, request: ProveRequest): Promise<void> {
  refuseSame(resolve(request.bad), resolve(request.good));
  if (!guard.file.endsWith('.js')) return;
  const originOf = async (side: Side) => ofSide(side, request, () => loadAddress(request[side]).origin);
  refuseSame(await originOf('bad'), await originOf('good'));
}

const longestWhy = 1000;
const notRun: GuardOutcome = { outcome: 'unmeasured', why: 'not run: the bad target decides already' };

function proofOf(sides: { bad: GuardOutcome; good: GuardOutcome }, hash: string, request: ProveRequest): IncidentProof {
  const side = (name: Side) => {
    const { outcome, why } = sides[name];
    const known = outcome === 'unreachable' ? 'unmeasured' : outcome;
    return { outcome: known, target: request[name].slice(0, 500), why: why.slice(0, longestWhy) };
  };
  return { at: request.now.toISOString(), guardHash: hash, bad: side('bad'), good: side('good') };
}

/**
 * Notes a proof in the index as it is now: others may have written to it while a load ran for hours.
 *
 * @throws UsageError where the guard that ran is no longer the one that lies there
 */
async function note(proof: IncidentProof, guard: string, { id, folder }: ProveRequest): Promise<void> {
  const now = await readBeside(folder, guard);
  if (now === null || guardHash(now) !== proof.guardHash)
    throw new UsageError(
      'invalid-incident',
      `${join(folder, guard)} was changed while it ran, so nothing is proven: prove it again`,
    );
  const text = await readNeeded(folder, indexName, `the index, which was there when the guard of ${id} began to run`);
  parseIndex(text);
  await writeFileWhole(join(folder, indexName), recordProof(text, guard, proof));
}

/**
 * Runs a guard against a target that has the incident's fault and one that has not, one after the other, and notes in the index what
 * it saw. Where a side says nothing, the index stays as it is.
 *
 * @throws UsageError where the index, the guard, a target or k6 cannot be used
 */
export async function proveIncident(request: ProveRequest): Promise<ProofResult> {
  const { id, folder } = request;
  const text = await readNeeded(
    folder,
    indexName,
    'the index of incidents (--folder FOLDER), which incident test writes',
  );
  const { file: name } = guardOf(parseIndex(text), request);
  const file = join(folder, name);
  const guard = { file, text: await readNeeded(folder, name, `the guard of incident ${id}`) };
  await checkTargets(guard, request);
  const hash = guardHash(guard.text);
  const bad = await runSide(guard, 'bad', request);
  // What the good one says could not make a proof of it any more, and a load may take hours.
  const good = bad.outcome === 'failed' ? await runSide(guard, 'good', request) : notRun;
  const { result, message } = judgeProof(bad, good);
  const recorded = result === 'proven' || result === 'refuted';
  if (recorded) await note(proofOf({ bad, good }, hash, request), name, request);
  const side = (target: string, { outcome, why }: GuardOutcome) => ({ outcome, target, why });
  return {
    schema: 'tollgate.proof/1',
    tool,
    incident: id,
    guard: file,
    guardHash: hash,
    result,
    message,
    bad: side(request.bad, bad),
    good: side(request.good, good),
    recorded,
  };
}

const codes = {
  proven: exitCodes.done,
  refuted: exitCodes.fail,
  inconclusive: exitCodes.inconclusive,
  unreachable: exitCodes.unreachable,
} as const;

/** 0 proven, 1 measured and no proof, 3 nothing measured, 4 nobody answered. */
export function proofExitCode({ result }: ProofResult): ExitCode {
  return codes[result];
}
