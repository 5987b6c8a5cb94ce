import type { WindowChoice } from '../config/window-choice.ts';
import type { ReasonCode } from '../model/reason-codes.ts';
import type { Window } from '../model/window.ts';
import type { Source } from '../sources/source.ts';
import { busiestHour, busiestLookbackSeconds } from './busiest-hour.ts';

/** The last minute is left out: its scrapes may not have arrived. */
const lagSeconds = 60;
const minute = 60_000;

export interface Resolved {
  readonly window: Window;
  readonly queries: Readonly<Record<string, string>>;
  /** Why the wanted window could not be found; the window is then the last hour, for reading only. */
  readonly gap: { readonly reason: ReasonCode; readonly message: string } | null;
}

/** The last `seconds` before `now`, ending on a full minute with a minute's lag. */
export function lastWindow(seconds: number, now: Date): Window {
  const to = Math.floor((now.getTime() - lagSeconds * 1000) / minute) * minute;
  return { from: new Date(to - seconds * 1000).toISOString(), to: new Date(to).toISOString() };
}

interface Choosing {
  readonly environment: string;
  readonly source: Source;
  readonly now: Date;
  readonly dryRun: boolean;
}

async function findBusiest({ environment, source, now, dryRun }: Choosing): Promise<Resolved> {
  const window = lastWindow(busiestLookbackSeconds, now);
  const { sections, queries } = await source.collect({ side: environment, window, topics: ['arrivals'], dryRun });
  const section = sections.arrivals;
  const [arrivals] = section?.evidence ?? [];
  const found = arrivals === undefined ? null : busiestHour(arrivals, now);
  if (found !== null) return { window: found, queries, gap: null };
  const reason = section?.reason ?? 'no-reference-traffic';
  const message = section?.message ?? 'no hour of this weekday in the last four weeks has traffic';
  return { window: lastWindow(3600, now), queries, gap: { reason, message } };
}

/** Turns a window choice into a window; only `busiest` asks the source. */
export async function resolveWindow(choice: WindowChoice, choosing: Choosing): Promise<Resolved> {
  switch (choice.kind) {
    case 'last':
      return { window: lastWindow(choice.seconds, choosing.now), queries: {}, gap: null };
    case 'fixed':
      return { window: choice.window, queries: {}, gap: null };
    case 'busiest':
      return findBusiest(choosing);
  }
}
