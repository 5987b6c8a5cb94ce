import type { LogFormat } from './log-format.ts';
import { outcome } from './outcome.ts';

/** What no format reads: its lines are counted as malformed. */
export const unknown: LogFormat = {
  name: 'unknown',
  reads: 'nothing',
  parser: () => ({ notes: [], parse: (_, start, end) => (end > start ? outcome.otherFormat : outcome.empty) }),
};
