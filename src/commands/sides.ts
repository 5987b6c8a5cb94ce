import { defaults } from '../config/defaults.ts';
import type { Metrics, Settings } from '../config/schema.ts';
import { sameSelector } from '../config/selector.ts';
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
  throw new UsageError(
    'invalid-configuration',
    `${side} has no source of metrics: give --${side}-metrics URL, or \`${side}.metrics\` in the configuration. To see what Tollgate does without any server, run \`demo\`.`,
  );
}

/** One side of the fidelity question. */
export function sideOf(settings: Settings, environment: 'production' | 'staging'): SideSettings {
  return { environment, metrics: metricsOf(settings, environment), window: windowOf(settings, environment) };
}

function releaseSides(settings: Settings): Sides {
  const candidate = sideOf(settings, 'staging');
  const { previous } = settings;
  if (previous?.selector === undefined && previous?.window === undefined) {
    throw new UsageError(
      'invalid-option',
      'the release question compares staging’s build with its previous one: say where or when that ran with --previous-selector (version=1.4.1) or --previous-window (FROM/TO)',
    );
  }
  const selector = { ...candidate.metrics.selector, ...previous.selector };
  const window = previous.window ?? candidate.window;
  if (
    sameSelector(selector, candidate.metrics.selector) &&
    JSON.stringify(window) === JSON.stringify(candidate.window)
  ) {
    throw new UsageError(
      'same-environment',
      'the previous build has the same selector and the same window as the new one: nothing can be compared',
    );
  }
  return { reference: { environment: 'previous', metrics: { ...candidate.metrics, selector }, window }, candidate };
}

/** The two sides that a question compares. */
export function sidesOf(settings: Settings, question: ComparedQuestion): Sides {
  if (question === 'release') return releaseSides(settings);
  return { reference: sideOf(settings, 'production'), candidate: sideOf(settings, 'staging') };
}

/** Tells whether both sides are the same server with nothing that tells them apart yet. */
export function areUnseparated({ reference, candidate }: Sides): boolean {
  const address = ({ metrics: { source, url, headers } }: SideSettings) => {
    const place = url === undefined ? '' : new URL(url).origin + new URL(url).pathname.replace(/\/+$/, '');
    return JSON.stringify([source, place, headers]);
  };
  const bare = [reference, candidate].every((side) => Object.keys(side.metrics.selector).length === 0);
  return reference.metrics.source === 'prometheus' && bare && address(reference) === address(candidate);
}
