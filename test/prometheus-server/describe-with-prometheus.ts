// The title and the tests come from the caller; a skipped suite says why.
/* oxlint-disable vitest/valid-title, vitest/valid-describe-callback, vitest/no-disabled-tests */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from 'vitest';

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A `describe` whose tests need a real Prometheus: skipped with the reason where there is none, an error where CI must have one. */
export function describeWithPrometheus(name: string, tests: () => void): void {
  const missing = ['prometheus', 'promtool'].filter((program) => !onPath(program));
  if (missing.length === 0) {
    describe(name, tests);
    return;
  }
  const reason = `${missing.join(' and ')} not found on PATH (Debian: apt-get install prometheus)`;
  if (process.env['CI'] === 'true') throw new Error(`${name}: ${reason}`);
  console.warn(`skipped: ${name}: ${reason}`);
  describe.skip(`${name} (skipped: ${reason})`, tests);
}
