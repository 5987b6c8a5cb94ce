import { type Random, seededRandom } from '../../src/demo/random.ts';
import { CanaryFile } from '../../src/model/canary/canary-file.ts';
import type { PetRow } from './read-petshop.ts';

/** Looks of 30 seconds in a row of five minutes. */
const looksPerRow = 10;

interface Look {
  readonly errors: { readonly bad: number; readonly total: number };
  readonly latency: readonly number[];
}

/** One response time for a place in the distribution: log-linear in the survival between the published quantiles and beyond them. */
function responseTime({ latency }: PetRow, place: number): number {
  const points = [[0, (latency.get(0.5) ?? 0) / 4], ...latency].map(([q = 0, value = 0]) => [1 - q, value] as const);
  const next = points.findIndex(([survival]) => survival <= 1 - place);
  const to = next < 0 ? points.length - 1 : Math.max(1, next);
  const [[s1, v1], [s2, v2]] = [points[to - 1] ?? [1, 0], points[to] ?? [0, 0]];
  return v1 * (v2 / v1) ** (Math.log((1 - place) / s1) / Math.log(s2 / s1));
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const order = [...items];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as Item, order[at] as Item];
  }
  return order;
}

/** The requests of a row, put back together from its figures and dealt by chance into looks of 30 seconds. */
function deal(row: PetRow, random: Random): Look[] {
  const bad = Math.round((1 - row.availability / 100) * row.requests);
  const requests = Array.from({ length: row.requests }, (_, at) => responseTime(row, (at + 0.5) / row.requests));
  const failed = shuffled(
    requests.map((_, at) => at < bad),
    random,
  );
  const order = shuffled(requests, random);
  return Array.from({ length: looksPerRow }, (_, look) => {
    const own = order.filter((_, at) => at % looksPerRow === look);
    return {
      errors: { bad: failed.filter((is, at) => is && at % looksPerRow === look).length, total: own.length },
      latency: own,
    };
  });
}

/** PetShop rows as a canary beside healthy rows as its baseline, with the usual tolerances. */
export function petFile(canary: readonly PetRow[], baseline: readonly PetRow[], seed: number): CanaryFile {
  const random = seededRandom(seed);
  const [ours, theirs] = [canary.flatMap((row) => deal(row, random)), baseline.flatMap((row) => deal(row, random))];
  const rows = <Side>(side: (look: Look) => Side) =>
    ours.map((look, at) => ({ canary: side(look), baseline: theirs[at] === undefined ? null : side(theirs[at]) }));
  return CanaryFile.parse({
    schema: 'tollgate.canary/1',
    judge: { horizon: ours.length },
    metrics: [
      {
        name: 'errors',
        kind: 'counts',
        tolerance: { relative: 0.5, absolute: 0.005 },
        rows: rows(({ errors }) => errors),
      },
      {
        name: 'latency',
        kind: 'samples',
        quantiles: [0.5, 0.95],
        tolerance: { relative: 0.2 },
        rows: rows(({ latency }) => [...latency]),
      },
    ],
  });
}
