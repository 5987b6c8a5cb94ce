import { findProgram } from '../report/find-program.ts';

/** A real k6, where there is one; the GitHub workflow installs it, so there it must be. */
export function findK6(): string | null {
  const found = findProgram('k6', 'https://grafana.com/docs/k6/latest/set-up/install-k6');
  if (found === null && process.env['GITHUB_ACTIONS'] === 'true')
    throw new Error('k6 must be installed in the workflow');
  return found;
}
