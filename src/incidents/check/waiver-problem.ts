import type { IncidentEntry } from '../incident-index.ts';
import type { Problem } from './incident-check.ts';

const longestDays = 90;
const day = 86_400_000;

/** Null where the waiver holds, 'none' where there is none, else why it does not hold. Its last day is included. */
export function waiverProblem(waiver: IncidentEntry['waiver'], now: Date): Problem | 'none' | null {
  if (waiver === null) return 'none';
  const end = Date.parse(waiver.expires) + day;
  if (!(now.getTime() < end)) return { problem: 'waiver-over', message: `its waiver ended on ${waiver.expires}` };
  if (!(end - now.getTime() <= (longestDays + 1) * day))
    return {
      problem: 'waiver-too-long',
      message: `its waiver ends on ${waiver.expires}, more than ${longestDays} days ahead`,
    };
  return null;
}
