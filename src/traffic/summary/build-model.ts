import { tool } from '../../model/tool.ts';
import type { TrafficModel } from '../../model/traffic-model.ts';
import { arrivalsOf, noArrivals } from './arrivals.ts';
import type { Gathering } from './gathering.ts';
import { remarksOf } from './remarks.ts';
import { resolutionOf, usedTimes } from './resolution.ts';
import { behaviours } from './routes.ts';
import { sessionsOf } from './sessions.ts';
import { exclusionsOf, sourceOf } from './source-text.ts';
import { renameUnmatched } from './unmatched.ts';

/** Makes the model of everything that was gathered. */
export function buildModel(gathering: Gathering): TrafficModel {
  gathering.rename(renameUnmatched(gathering.cells));
  gathering.collapse();
  const { firstSecond, lastSecond, seconds, counts } = gathering;
  const eachSecond = (visit: (second: number, count: number) => void) =>
    seconds.forEach((_, second, count) => visit(second, count));
  const isEmpty = !Number.isFinite(firstSecond);
  const resolution = isEmpty ? null : resolutionOf(usedTimes(eachSecond), counts.hasFractions);
  const source = sourceOf(gathering, resolution);
  const minutes =
    resolution === null || resolution > 60 || gathering.minutesAreFull
      ? null
      : Math.floor(lastSecond / 60) - Math.floor(firstSecond / 60) + 1;
  return {
    schema: 'tollgate.traffic/1',
    tool: { ...tool },
    source,
    ...behaviours(gathering.cells, minutes),
    arrivals:
      resolution === null || seconds.isFull
        ? noArrivals
        : arrivalsOf({ firstSecond, lastSecond, resolution, eachSecond }),
    sessions: resolution === null ? null : sessionsOf(gathering.followed, counts, resolution),
    excluded: exclusionsOf(counts),
    remarks: remarksOf(gathering, source),
  };
}
