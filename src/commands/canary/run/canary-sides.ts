import type { Metrics, Settings } from '../../../config/schema.ts';
import { sameSelector } from '../../../config/selector.ts';
import { UsageError } from '../../../model/usage-error.ts';
import { placeOf, refuseMixture } from '../../sides.ts';

/** Where each side of a canary is read. */
export interface CanarySides {
  readonly canary: Metrics;
  readonly baseline: Metrics;
  readonly sameServer: boolean;
}

/** Labels that tell the canary from its baseline, and so hold two releases against each other instead of keeping them apart. */
const ofReleases = new Set(['version', 'release', 'revision', 'build', 'image', 'track', 'color', 'colour']);

/** Tells whether a label may keep regions apart: not one by which the sides are selected. */
function keptApart({ selector, baseline }: NonNullable<Settings['canary']>): (label: string) => boolean {
  const named = new Set([...Object.keys(selector ?? {}), ...Object.keys(baseline?.selector ?? {})]);
  return (label) => !named.has(label) && !ofReleases.has(label);
}

/**
 * The two sides of a canary: one server with two selectors, or two servers.
 *
 * @throws UsageError where a side has no server, or both are the same pods
 */
export function canarySides(settings: Settings): CanarySides {
  const { canary = {} } = settings;
  const server = canary.metrics ?? settings.production?.metrics;
  if (server === undefined) {
    throw new UsageError(
      'invalid-configuration',
      'the canary has no source of metrics: give --canary-metrics URL, or `canary.metrics` in the configuration',
    );
  }
  const other = canary.baseline?.metrics ?? server;
  const split = keptApart(canary);
  const side = (metrics: Metrics, selector: Metrics['selector'] | undefined) =>
    ({
      ...metrics,
      selector: { ...metrics.selector, ...selector },
      splitBy: metrics.splitBy.filter(split),
    }) satisfies Metrics;
  const sides = { canary: side(server, canary.selector), baseline: side(other, canary.baseline?.selector) };
  const sameServer = placeOf(sides.canary) === placeOf(sides.baseline);
  if (sameServer && sameSelector(sides.canary.selector, sides.baseline.selector)) {
    throw new UsageError(
      'same-environment',
      'the canary and its baseline are the same server with the same selector. Give --canary-selector and --baseline-selector, for example track=canary and track=stable, or --baseline-metrics URL.',
    );
  }
  refuseMixture(
    { environment: 'the baseline', metrics: sides.baseline },
    { environment: 'the canary', metrics: sides.canary },
  );
  return { ...sides, sameServer };
}

/**
 * Refuses series that are on both sides: a canary is never compared with itself.
 *
 * @throws UsageError that says how many there are
 */
export function refuseShared(canary: ReadonlySet<string>, baseline: ReadonlySet<string>): void {
  const shared = [...canary].filter((one) => baseline.has(one)).length;
  if (shared === 0) return;
  throw new UsageError(
    'same-environment',
    `${shared} of the canary’s ${canary.size} series are the baseline’s too: the two selectors match the same pods, and a canary cannot be compared with itself. Give selectors of which no pod has both, for example track=canary and track=stable.`,
  );
}
