/** Prints a Markdown table. */
export function printTable(heads: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log(`| ${heads.join(' | ')} |`);
  console.log(`|${heads.map(() => '---').join('|')}|`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
}

/** How many runs a simulation has: `TOLLGATE_BENCH_RUNS`, else this many. */
export function runsOf(usual: number): number {
  const given = Number(process.env['TOLLGATE_BENCH_RUNS'] ?? usual);
  if (Number.isInteger(given) && given > 0) return given;
  throw new Error(`TOLLGATE_BENCH_RUNS: wanted a whole number above 0, not "${process.env['TOLLGATE_BENCH_RUNS']}"`);
}
