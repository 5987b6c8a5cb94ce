import { UsageError } from '../../model/usage-error.ts';
import type { NamedFormat } from '../../traffic/formats/log-format.ts';
import { missingIn } from '../../traffic/formats/pattern.ts';
import { detectable } from '../../traffic/formats/registry.ts';

/**
 * The format that the user gave: a name, or a pattern with the variables of nginx (`$`) or Apache (`%`).
 *
 * @throws UsageError that names the formats, or what the pattern lacks
 */
export function readLogFormat(given: string | undefined): NamedFormat | null {
  if (given === undefined) return null;
  if (!/[$%]/.test(given)) {
    const names = detectable.map(({ name }) => name);
    if (names.includes(given)) return { name: given, pattern: null };
    throw new UsageError(
      'invalid-option',
      `--log-format: wanted one of ${names.join(', ')}, or a pattern such as '$remote_addr [$time_local] "$request" $status', not "${given}"`,
    );
  }
  const missing = missingIn(given);
  if (missing.length === 0) return { name: 'log_format', pattern: given };
  throw new UsageError('invalid-option', `--log-format: the pattern "${given}" lacks ${missing.join(' and ')}`);
}
