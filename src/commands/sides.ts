import { defaults } from '../config/defaults.ts';
import type { Metrics, Settings } from '../config/schema.ts';
import { type Selector, sameSelector } from '../config/selector.ts';
import type { WindowChoice } from '../config/window-choice.ts';
import { UsageError } from '../model/usage-error.ts';

/** One side of a question before its source is opened. */
export interface SideSettings {
  readonly environment: string;
  readonly metrics: Metrics;
  readonly window: WindowChoice;
}

export interface Sides {
  readonly reference: SideSettings;
  readonly candidate: SideSettings;
}

export type ComparedQuestion = 'fidelity' | 'release';

/** Reads the name of a question that compares two sides. */
export function parseQuestion(text: string): ComparedQuestion {
  if (text === 'fidelity' || text === 'release') return text;
  throw new UsageError(
    'invalid-option',
    `--question: wanted fidelity (staging against production) or release (staging against its previous build), not "${text}"`,
  );
}

function windowOf(settings: Settings, side: 'production' | 'staging'): WindowChoice {
  return settings[side]?.window ?? { kind: 'last', seconds: settings.timerange ?? defaults.timerangeSeconds };
}

function metricsOf(settings: Settings, side: 'production' | 'staging'): Metrics {
  const metrics = settings[side]?.metrics;
  if (metrics !== undefined) return metrics;
  const alone = settings.data === undefined ? '' : ' To judge the databases alone, add --only data.';
  throw new UsageError(
    'invalid-configuration',
    `${side} has no source of metrics: give --${side}-metrics URL, or \`${side}.metrics\` in the configuration.${alone} To see what Tollgate does without any server, run \`demo\`.`,
  );
}

/** One side of the fidelity question. */
export function sideOf(settings: Settings, environment: 'production' | 'staging'): SideSettings {
  return { environment, metrics: metricsOf(settings, environment), window: windowOf(settings, environment) };
}

/** Address and tenant of a source: where its series come from. */
export function placeOf({ source, url, file, headers }: Metrics): string {
  const address = url === undefined ? file : new URL(url).origin + new URL(url).pathname.replace(/\/+$/, '');
  return JSON.stringify([source, address, headers]);
}

/** Tells whether every series that `narrow` selects is selected by `wide` too. */
function includes(wide: Selector, narrow: Selector): boolean {
  return Object.entries(wide).every(([label, value]) => narrow[label] === value);
}

/** What a side is called, and where its series come from. */
export type Placed = Pick<SideSettings, 'environment' | 'metrics'>;

/** Refuses sides that share series: one environment (or build) would be compared with a mixture that contains it. */
export function refuseMixture(one: Placed, other: Placed): void {
  if (placeOf(one.metrics) !== placeOf(other.metrics)) return;
  for (const [wide, narrow] of [[one, other] as const, [other, one] as const]) {
    const labels = Object.entries(narrow.metrics.selector).filter(([label]) => !(label in wide.metrics.selector));
    if (labels.length === 0 || !includes(wide.metrics.selector, narrow.metrics.selector)) continue;
    const names = labels.map(([label]) => label).join(', ');
    throw new UsageError(
      'same-environment',
      `the selector of ${wide.environment} also matches ${narrow.environment}: both are the same server, and only ${narrow.environment} names ${names}. Give ${wide.environment} a value of its own, for example ${labels[0]?.[0]}=…`,
    );
  }
}

function previousOf(settings: Settings, candidate: SideSettings): SideSettings {
  const { previous } = settings;
  if (previous?.selector === undefined && previous?.window === undefined) {
    throw new UsageError(
      'invalid-option',
      'the release question compares staging’s build with its previous one: say where or when that ran with --previous-selector (version=1.4.1) or --previous-window (FROM/TO)',
    );
  }
  const selector = { ...candidate.metrics.selector, ...previous.selector };
  return {
    environment: 'previous',
    metrics: { ...candidate.metrics, selector },
    window: previous.window ?? candidate.window,
  };
}

/** Refuses a selector of staging under which production's series on the same server would be counted as staging's. */
function refuseProduction(production: Metrics | undefined, staging: Metrics): void {
  if (production === undefined || placeOf(production) !== placeOf(staging)) return;
  const excludes = Object.entries(production.selector).some(
    ([label, value]) => label in staging.selector && staging.selector[label] !== value,
  );
  if (excludes || Object.keys(production.selector).length === 0) return;
  const labels = Object.keys(production.selector).join(', ');
  throw new UsageError(
    'same-environment',
    `staging’s selector does not exclude production, which is on the same server: name ${labels} in it too (an option replaces the configuration’s selector)`,
  );
}

function releaseSides(settings: Settings): Sides {
  const candidate = sideOf(settings, 'staging');
  const reference = previousOf(settings, candidate);
  const sameWindow = JSON.stringify(reference.window) === JSON.stringify(candidate.window);
  if (sameWindow && sameSelector(reference.metrics.selector, candidate.metrics.selector)) {
    throw new UsageError(
      'same-environment',
      'the previous build has the same selector and the same window as the new one: nothing can be compared',
    );
  }
  if (sameWindow) refuseMixture(candidate, reference);
  refuseProduction(settings.production?.metrics, candidate.metrics);
  return { reference, candidate };
}

function fidelitySides(settings: Settings): Sides {
  const sides = { reference: sideOf(settings, 'production'), candidate: sideOf(settings, 'staging') };
  refuseMixture(sides.reference, sides.candidate);
  return sides;
}

/** The two sides that a question compares. */
export function sidesOf(settings: Settings, question: ComparedQuestion): Sides {
  return question === 'release' ? releaseSides(settings) : fidelitySides(settings);
}

/** Tells whether both sides are the same server with nothing that tells them apart yet. */
export function areUnseparated({ reference, candidate }: Sides): boolean {
  const bare = [reference, candidate].every((side) => Object.keys(side.metrics.selector).length === 0);
  return reference.metrics.source === 'prometheus' && bare && placeOf(reference.metrics) === placeOf(candidate.metrics);
}
