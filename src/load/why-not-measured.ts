/** What k6's own exit codes mean (`errext/exitcodes`), apart from 0 and 99, after which there are numbers to read. */
const meanings: ReadonlyMap<number, string> = new Map([
  [97, 'the cloud run failed'],
  [100, 'setup() took too long'],
  [101, 'teardown() took too long'],
  [102, 'something took too long'],
  [103, 'the run was stopped through k6’s API'],
  [104, 'k6 refused the options of the script'],
  [105, 'the run was stopped from outside'],
  [106, 'k6 could not open the port of its API'],
  [107, 'the script threw an exception'],
  [108, 'the script stopped itself'],
  [109, 'k6 itself crashed'],
  [110, 'the script marked its run as failed'],
]);

/**
 * Why a run of k6 says nothing about the service, in words.
 *
 * @param code null where a signal ended it
 */
export function whyNotMeasured(code: number | null): string {
  if (code === null) return 'k6 was killed';
  return `${meanings.get(code) ?? 'k6 failed'} (exit code ${code})`;
}
