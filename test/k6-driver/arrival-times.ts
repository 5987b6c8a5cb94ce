import type { Scenario } from './options.ts';

type Arrivals = Extract<Scenario, { executor: 'constant-arrival-rate' | 'ramping-arrival-rate' }>;

/**
 * When iterations start, in milliseconds from the scenario's start: evenly spaced from 0 at a constant rate; while a rate
 * ramps, whenever the area below it has grown by one, what is left over carried from stage to stage.
 */
export function* arrivalTimes(scenario: Arrivals): Generator<number> {
  if (scenario.executor === 'constant-arrival-rate') {
    const period = scenario.timeUnit / scenario.rate;
    for (let index = 0; index * period < scenario.duration; index += 1) yield index * period;
    return;
  }
  let [start, from, area, next] = [0, scenario.startRate / scenario.timeUnit, 0, 1];
  for (const { duration, target } of scenario.stages) {
    const to = target / scenario.timeUnit;
    const end = area + (duration * (from + to)) / 2;
    // An area that should be whole falls short of it by rounding.
    for (; next <= end + 1e-9; next += 1) yield start + timeOfArea(next - area, { from, to, duration });
    [start, from, area] = [start + duration, to, end];
  }
}

/** Solves from·t + (to − from)·t² ÷ (2·duration) = area for t, in the form that does not cancel. */
function timeOfArea(area: number, { from, to, duration }: { from: number; to: number; duration: number }): number {
  const slope = (to - from) / duration;
  const root = Math.sqrt(Math.max(0, from * from + 2 * slope * area));
  return Math.min(duration, (2 * area) / (from + root));
}

/** How long the scenario runs, without its graceful stop, in milliseconds. */
export function scenarioDuration(scenario: Scenario): number {
  switch (scenario.executor) {
    case 'constant-arrival-rate':
    case 'constant-vus':
      return scenario.duration;
    case 'ramping-arrival-rate':
    case 'ramping-vus':
      return scenario.stages.reduce((sum, { duration }) => sum + duration, 0);
    case 'shared-iterations':
    case 'per-vu-iterations':
      return scenario.maxDuration;
  }
}

/** How many virtual users the scenario may need at once. */
export function mostVirtualUsers(scenario: Scenario): number {
  switch (scenario.executor) {
    case 'constant-arrival-rate':
    case 'ramping-arrival-rate':
      return scenario.maxVUs ?? scenario.preAllocatedVUs;
    case 'ramping-vus':
      return Math.max(scenario.startVUs, ...scenario.stages.map(({ target }) => target));
    default:
      return scenario.vus;
  }
}
