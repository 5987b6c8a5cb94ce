import { median } from '../../src/stats/median.ts';

/** Runs two things in turn so often (A B A B …, after one uncounted round) and gives the medians of what they measured and of their ratio. */
export async function pairedMedians(
  runs: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<{ a: number; b: number; ratio: number }> {
  const [as, bs, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let run = 0; run <= runs; run += 1) {
    const [one, other] = [await a(), await b()];
    if (run === 0) continue;
    as.push(one);
    bs.push(other);
    ratios.push(one / other);
  }
  return { a: median(as), b: median(bs), ratio: median(ratios) };
}
