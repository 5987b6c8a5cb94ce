/** Draws a Poisson number; large means are split, because Knuth’s method underflows. */
export function poisson(random: () => number, mean: number): number {
  if (mean > 16) return poisson(random, mean / 2) + poisson(random, mean / 2);
  const least = Math.exp(-mean);
  let events = 0;
  for (let product = random(); product > least; product *= random()) events += 1;
  return events;
}
