// The title and the tests come from the caller; a skipped suite says why.
/* oxlint-disable vitest/valid-title, vitest/valid-describe-callback, vitest/no-disabled-tests */
import { describe } from 'vitest';
import { findPostgres, type PostgresVersion } from './find-postgres.ts';

/** A `describe` per version whose tests need a real PostgreSQL: skipped with the reason where there is none, an error where CI must have one. */
export function describeWithPostgres(
  name: string,
  versions: readonly PostgresVersion[],
  tests: (version: PostgresVersion) => void,
): void {
  for (const version of versions) {
    const title = `${name} (PostgreSQL ${version})`;
    const found = findPostgres(version);
    if ('bin' in found) {
      describe(title, () => tests(version));
      continue;
    }
    if (!found.isOptional) {
      if (process.env['CI'] === 'true') throw new Error(`${title}: ${found.missing}`);
      console.warn(`skipped: ${title}: ${found.missing}`);
    }
    describe.skip(`${title} (skipped: ${found.missing})`, () => tests(version));
  }
}
