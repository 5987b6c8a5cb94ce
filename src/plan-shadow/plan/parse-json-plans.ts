import { z } from 'zod';
import { deepestPlan, isTooDeep, type Plan, PostgresPlan } from '../../model/plan.ts';
import { invalidPlan } from './invalid-plan.ts';
import type { NamedPlan } from './named-plan.ts';
import { parseTextPlans } from './parse-text-plans.ts';
import { stripFrame } from './strip-frame.ts';

const wanted = 'is no plan; wanted what EXPLAIN (FORMAT JSON) prints: [{"Plan": {"Node Type": …}}]';

type Entry = Readonly<Record<string, unknown>>;

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The line on which `JSON.parse` gave up, from its message; null where it does not say. */
function lineOf(text: string, error: unknown): number | null {
  const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  return position === undefined ? null : text.slice(0, Number(position)).split('\n').length;
}

function valueIn(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const line = lineOf(text, cause);
    const excerpt = line === null ? text.slice(-200) : (text.split('\n')[line - 1] ?? '');
    const broken = 'is where the JSON breaks off; wanted the whole output of EXPLAIN (FORMAT JSON)';
    throw invalidPlan({ place, line, text: excerpt }, broken, cause);
  }
}

/** JSON that may be walked. */
function parseText(text: string, place: string): unknown {
  const value = valueIn(text, place);
  if (!isTooDeep(value)) return value;
  const limit = `at most ${deepestPlan} steps one in the other are read`;
  throw invalidPlan({ place }, `is nested deeper than any plan: ${limit}`);
}

function planIn(value: unknown, place: string): Plan {
  const parsed = PostgresPlan.safeParse(value);
  if (parsed.success) return parsed.data;
  const said = z.prettifyError(parsed.error).split('\n').slice(0, 6).join('\n');
  throw invalidPlan({ place }, `holds JSON that ${wanted}:\n${said}`);
}

/** What drivers put around a plan: a row per line of text, or one row with all of the JSON; null where that is not what is given. */
function rowsText(value: readonly unknown[]): string | null {
  const rows = value.map((one) => (isEntry(one) ? one['QUERY PLAN'] : undefined));
  return rows.every((row) => typeof row === 'string') ? rows.join('\n') : null;
}

function inRows(text: string, place: string): NamedPlan[] {
  return /^\s*[[{]/.test(text) ? plansIn(parseText(text, place), place) : parseTextPlans(stripFrame(text), place);
}

/** The plans of one named query; where it was planned and also run, the run says more. */
function ofQuery(name: string, value: unknown, place: string): NamedPlan[] {
  const own = isEntry(value) && !('Plan' in value) ? (value['analyze'] ?? value['explain'] ?? value['plan']) : value;
  const text = isEntry(value) && typeof value['sql'] === 'string' ? value['sql'] : null;
  if (own === undefined) throw invalidPlan({ place, text: name }, wanted);
  return plansIn(own, place).map(({ plan }) => ({ name, plan: { ...plan, query: plan.query ?? text } }));
}

function plansIn(value: unknown, place: string): NamedPlan[] {
  if (Array.isArray(value)) {
    if (value.length === 0) throw invalidPlan({ place }, `holds an empty list, which ${wanted}`);
    const text = rowsText(value);
    return text === null ? value.flatMap((one) => plansIn(one, place)) : inRows(text, place);
  }
  if (!isEntry(value)) throw invalidPlan({ place, text: JSON.stringify(value) }, wanted);
  if ('Plan' in value) {
    const plan = planIn(value, place);
    return [{ name: null, plan }];
  }
  if ('QUERY PLAN' in value) return plansIn(value['QUERY PLAN'], place);
  const queries = Object.entries(value);
  if (queries.length === 0 || !queries.every(([, one]) => typeof one === 'object' && one !== null)) {
    throw invalidPlan({ place, text: Object.keys(value).slice(0, 5).join(', ') }, `are the keys of what ${wanted}`);
  }
  return queries.flatMap(([name, one]) => ofQuery(name, one, place));
}

/**
 * Reads plans as JSON: one, a list, or an object of them by the names of their queries.
 *
 * @param place what the file is called in messages
 * @throws UsageError that quotes what is wrong and says what is wanted
 */
export function parseJsonPlans(text: string, place: string): NamedPlan[] {
  return plansIn(parseText(text, place), place);
}
