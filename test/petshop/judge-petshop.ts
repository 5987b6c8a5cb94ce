import { seededRandom } from '../../src/demo/random.ts';
import { replayRelease } from '../../src/judge/replay/replay-release.ts';
import type { Replayed } from '../../src/judge/replay/replayed.ts';
import { argoLimits } from '../../src/judge/threshold/assess-metric.ts';
import type { CanaryFile } from '../../src/model/canary/canary-file.ts';
import { JudgeName } from '../../src/model/canary/judge-name.ts';
import { petFile } from './pet-file.ts';
import type { PetIssue, PetRow } from './read-petshop.ts';

/** One comparison, and what each judge makes of it. */
export interface PetVerdict {
  readonly name: string;
  readonly judged: ReadonlyMap<JudgeName, Replayed>;
}

const day = 86_400;

/** Every judge as it usually is; the threshold tolerates three looks beyond tolerance. */
function judgeAll(file: CanaryFile): Map<JudgeName, Replayed> {
  const settings = () => ({
    kayenta: { pass: 95, marginal: 75, firstLook: 10, every: 1 },
    threshold: { limits: { ...argoLimits, failureLimit: 3 }, conditions: new Map() },
    random: seededRandom(1),
  });
  return new Map(JudgeName.options.map((judge) => [judge, replayRelease(judge, file, settings())]));
}

/** As many healthy rows as wanted, from the same time of day. */
function healthyAt(time: number, healthy: readonly PetRow[], rows: number): PetRow[] {
  const at = healthy.findIndex(
    (row, index) => index + rows <= healthy.length && (row.time - time) % day < 300 && row.time % day >= time % day,
  );
  const from = Math.max(0, at);
  return healthy.slice(from, from + rows);
}

/** The rows from the one on in which the fault was seen: a canary that is bad from its start. */
export function fromFaultOn({ rows, seenAt }: PetIssue): readonly PetRow[] {
  return rows.filter(({ time }) => time + 300 > seenAt);
}

/** Rows of an injected fault against the healthy run. */
export function judgeIssue(
  { name, metric, cause }: PetIssue,
  rows: readonly PetRow[],
  { healthy, seed }: { readonly healthy: readonly PetRow[]; readonly seed: number },
): PetVerdict {
  const file = petFile(rows, healthyAt(rows[0]?.time ?? 0, healthy, rows.length), seed);
  return { name: `${name} (${metric}: ${cause})`, judged: judgeAll(file) };
}

/** The healthy run against itself: every ten rows, those with odd against those with even numbers. */
export function judgeHealthy(healthy: readonly PetRow[]): PetVerdict[] {
  const verdicts: PetVerdict[] = [];
  for (let from = 0; from + 10 <= healthy.length; from += 10) {
    const rows = healthy.slice(from, from + 10);
    const half = (rest: number) => rows.filter((_, at) => at % 2 === rest);
    verdicts.push({
      name: `healthy rows ${from + 1} to ${from + 10}`,
      judged: judgeAll(petFile(half(0), half(1), from + 1)),
    });
  }
  return verdicts;
}
