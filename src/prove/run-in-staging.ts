import { join } from 'node:path';
import { settingsIn } from '../incidents/guards/script-text.ts';
import type { IndexedGuard } from '../incidents/run/guards-of.ts';
import { type GuardPlaces, placeOf } from '../incidents/run/place-of.ts';
import { plannedSeconds } from '../incidents/run/planned-seconds.ts';
import type { ReasonCode } from '../model/reason-codes.ts';
import type { GuardRun } from '../model/sections/guards.ts';
import { UsageError } from '../model/usage-error.ts';
import { parseCheck } from './parse-check.ts';
import { runGuard } from './run-guard.ts';
import type { Target } from './target.ts';

/** How guards are run in staging. */
export interface Staging extends Omit<Target, 'target' | 'reference' | 'prometheus'> {
  readonly places: GuardPlaces;
  /** Folder of the index. */
  readonly folder: string;
  /** Seconds; a guard that takes longer is left out. Null: none is. */
  readonly longest: number | null;
  /** Whether a program of k6 is there. */
  readonly hasK6: boolean;
}

const unnamed = (place: keyof GuardPlaces) => `no ${place} is named (incidents.run.${place} in the configuration)`;
const notRun = (reason: ReasonCode, why: string): GuardRun => ({ ran: false, reason, why });

/** A certificate has an address of its own where the incident names one. */
function targetOf({ kind, file, text }: IndexedGuard, { places }: Staging): ReturnType<typeof placeOf> {
  if (kind === 'certificate' && text !== null) {
    const check = parseCheck({ file, text });
    if (check.kind === 'certificate' && check.address !== null) return { target: check.address };
  }
  return placeOf(kind, places);
}

const minutes = (seconds: number) => (seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`);

/** Why a script is not run; null where it can be. */
function scriptObstacle(text: string, { hasK6, longest, places }: Staging): GuardRun | null {
  if (!hasK6) return notRun('no-k6', 'k6 is not on PATH');
  const seconds = plannedSeconds(text);
  if (longest !== null && !(seconds !== null && seconds <= longest))
    return notRun(
      'guard-too-long',
      seconds === null
        ? `how long it takes is not said, and this run may take ${minutes(longest)} for a guard`
        : `it takes ${minutes(seconds)}, and this run may take ${minutes(longest)} for a guard`,
    );
  return settingsIn(text)?.['memory'] !== undefined && places.prometheus === undefined
    ? notRun('guard-no-target', `it judges memory, and ${unnamed('prometheus')}`)
    : null;
}

async function look(guard: IndexedGuard, text: string, staging: Staging): Promise<GuardRun> {
  const place = targetOf(guard, staging);
  if ('missing' in place) return notRun('guard-no-target', unnamed(place.missing));
  const { prometheus, reference } = staging.places;
  staging.progress(`${guard.file}: ${place.target}`);
  const file = join(staging.folder, guard.file);
  const outcome = await runGuard({ file, text }, { ...staging, ...place, prometheus, reference });
  return { ran: true, target: place.target, outcome };
}

/** Runs one guard in staging; what keeps it from running is said and throws nothing, so that the others run. */
export async function runInStaging(guard: IndexedGuard, staging: Staging): Promise<GuardRun> {
  const { text } = guard;
  if (guard.isSkipped) return notRun('guard-skipped', 'the index says that it is skipped');
  if (text === null) return notRun('guard-missing', 'its file is not there');
  const obstacle = guard.kind === 'k6' ? scriptObstacle(text, staging) : null;
  if (obstacle !== null) return obstacle;
  try {
    return await look(guard, text, staging);
  } catch (error) {
    if (error instanceof UsageError) return notRun('guard-not-measured', error.message);
    throw error;
  }
}
