import type { Window } from '../../model/window.ts';
import { windowSeconds } from '../../model/window.ts';
import type { Gap } from '../empty-section.ts';
import type { Answer } from '../http/http-client.ts';
import type { Convention, Match } from './convention.ts';
import type { FoundMetrics } from './find-metrics.ts';
import { expectedGrouping, type Grouping, groupingOf } from './grouping.ts';
import type { Rows } from './prometheus-answer.ts';
import type { PrometheusSettings } from './prometheus-settings.ts';
import { matchers } from './promql.ts';
import type { Frame } from './request-queries.ts';

/** One call of `collect`: what is asked for, what the server has, and the way to ask. */
export interface Collection {
  readonly settings: PrometheusSettings;
  readonly window: Window;
  readonly found: FoundMetrics;
  /** Evaluates a query at the window’s end and notes its text under its name. */
  ask(name: string, query: string): Promise<Answer<Rows>>;
  /** Evaluates a query at every full hour within `hours`. */
  askHourly(name: string, query: string, hours: Window): Promise<Answer<Rows>>;
  /** Key under which a query’s text is reported. */
  key(name: string): string;
}

/** Matchers of a convention’s queries: the selector, and what the convention always needs unless the selector already decides it. */
export function selectorOf({ selector }: Pick<PrometheusSettings, 'selector'>, { only }: Convention): string {
  const [label = ''] = only?.split(/[=!~]/, 1) ?? [];
  const fixed = only === undefined || Object.hasOwn(selector, label) ? [] : [only];
  return [matchers(selector), ...fixed].filter((part) => part !== '').join(',');
}

/** Frame of the queries of one convention on a server whose labels are known. */
export function frameOf(
  { settings, window, found }: Pick<Collection, 'settings' | 'window' | 'found'>,
  { convention }: Match,
): Frame & { grouping: Grouping } {
  const grouping = groupingOf(convention, found.labels, settings.splitBy);
  return { selector: selectorOf(settings, convention), seconds: windowSeconds(window), grouping };
}

/** Frame of the queries of one convention, shown without asking a server. */
export function expectedFrame(settings: PrometheusSettings, window: Window, convention: Convention): Frame {
  return {
    selector: selectorOf(settings, convention),
    seconds: windowSeconds(window),
    grouping: expectedGrouping(convention, settings.splitBy),
  };
}

/** Why no metric was found for a topic: the server is empty, speaks no known convention, or one that lacks this. */
export function lackOf({ found, settings }: Pick<Collection, 'found' | 'settings'>, wanted: string): Gap {
  const selected = `{${matchers(settings.selector)}}`;
  if (found.names.size === 0 && found.labels.size === 0) {
    return { reason: 'source-empty', message: `the server has no series for ${selected} in this window` };
  }
  if (found.matches.length > 0) {
    const ids = found.matches.map(({ convention }) => convention.id).join(', ');
    return { reason: 'no-series', message: `the server has metrics of ${ids} for ${selected}, but no ${wanted}` };
  }
  const chosen = settings.convention;
  if (chosen === undefined)
    return {
      reason: 'no-known-convention',
      message: `the server has series for ${selected}, but none of a known convention`,
    };
  const name =
    typeof chosen === 'string'
      ? chosen
      : [chosen.latency, chosen.requests].filter((metric) => metric !== undefined).join(', ');
  return { reason: 'no-series', message: `the server has series for ${selected}, but none of the configured ${name}` };
}
