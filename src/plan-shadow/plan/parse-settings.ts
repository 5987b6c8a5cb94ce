import { z } from 'zod';
import { invalidPlan } from './invalid-plan.ts';

/** Settings that choose plans; what else a server is set to changes none. */
const planner =
  /^(?:work_mem|hash_mem_multiplier|effective_cache_size|effective_io_concurrency|constraint_exclusion|cursor_tuple_fraction|plan_cache_mode|recursive_worktable_factor|(?:enable|geqo|min_parallel)_?\w*|\w+_cost|\w+_collapse_limit|max_parallel_workers(?:_per_gather)?|force_parallel_mode|debug_parallel_query)$/;

const Value = z.union([z.string(), z.number().transform(String), z.boolean().transform((on) => (on ? 'on' : 'off'))]);
const Row = z.object({ name: z.string(), setting: Value });
const Settings = z.union([
  z.array(Row).transform((rows) => rows.map(({ name, setting }) => [name, setting] as const)),
  z.record(z.string(), Value).transform((object) => Object.entries(object)),
]);

const wanted =
  'is no list of settings; wanted what SELECT json_object_agg(name, setting) FROM pg_settings gives, or rows of pg_settings as JSON';

function parseText(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalidPlan({ place, line: 1, text: text.split('\n')[0] ?? '' }, wanted, cause);
  }
}

/**
 * Reads the settings of a server that matter to its planner, from an object by name or from rows of pg_settings.
 *
 * Their values are in pg_settings’ own units, comparable with those of another server only.
 *
 * @param place what the file is called in messages
 * @throws UsageError where it holds none
 * @example parseSettings('{"work_mem": "4096", "port": "5432"}', 'base') // { work_mem: '4096' }
 */
export function parseSettings(text: string, place: string): Record<string, string> {
  const parsed = Settings.safeParse(parseText(text, place));
  const own = parsed.success ? parsed.data.filter(([name]) => planner.test(name)) : [];
  if (own.length === 0) throw invalidPlan({ place }, parsed.success ? `names no planner setting; ${wanted}` : wanted);
  return Object.fromEntries(own);
}
