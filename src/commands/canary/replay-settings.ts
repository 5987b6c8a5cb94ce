import { seededRandom } from '../../demo/random.ts';
import type { ReplaySettings } from '../../judge/replay/replay-release.ts';
import type { Conditions } from '../../judge/threshold/assess-measurement.ts';
import { argoLimits } from '../../judge/threshold/assess-metric.ts';
import { parseCondition } from '../../judge/threshold/condition.ts';
import type { ReleasesFile } from '../../model/canary/releases-file.ts';
import { UsageError } from '../../model/usage-error.ts';

/** Kayenta as most people configure it, judging from the tenth look on; Argo with its defaults. */
export function usualReplay(seed: number): ReplaySettings {
  return {
    kayenta: { pass: 95, marginal: 75, firstLook: 10, every: 1 },
    threshold: { limits: argoLimits, conditions: new Map() },
    random: seededRandom(seed),
  };
}

function conditionsOf(
  metric: string,
  given: { success?: string | undefined; failure?: string | undefined },
): Conditions {
  const read = (which: 'success' | 'failure') => {
    const text = given[which];
    if (text === undefined) return null;
    const condition = parseCondition(text);
    if (condition !== null) return condition;
    throw new UsageError(
      'invalid-option',
      `threshold.conditions.${metric}.${which}: wanted a comparison with a number such as "<= 0.01", not ${JSON.stringify(text)}`,
    );
  };
  return { success: read('success'), failure: read('failure') };
}

/**
 * How a file of releases has the other judges watch.
 *
 * @throws UsageError for a condition that is none
 */
export function replayOf({ kayenta, threshold }: ReleasesFile, seed: number): ReplaySettings {
  const { conditions, ...limits } = threshold;
  const parsed = Object.entries(conditions).map(([metric, given]) => [metric, conditionsOf(metric, given)] as const);
  return { kayenta, threshold: { limits, conditions: new Map(parsed) }, random: seededRandom(seed) };
}
