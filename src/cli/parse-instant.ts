import { UsageError } from '../model/usage-error.ts';

/**
 * Reads an ISO 8601 instant; with a zone, because an instant without one would mean another hour on every machine.
 *
 * @throws UsageError that names the option
 */
export function parseInstant(option: string, text: string): Date {
  const instant = new Date(text);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text) && !Number.isNaN(instant.getTime())) {
    return instant;
  }
  throw new UsageError(
    'invalid-option',
    `${option}: wanted an ISO instant such as 2026-11-20T06:00:00Z, not "${text}"`,
  );
}
