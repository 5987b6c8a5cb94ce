import { z } from 'zod';
import { type Metric, type Summary, valueName } from './summary.ts';

const Numbers = z.record(z.string(), z.union([z.number(), z.null(), z.string()])).transform(numbersOf);

/** Times are an extra: one that cannot be read leaves the numbers what they are. */
const State = z.object({ testRunDurationMs: z.number() }).optional().catch(undefined);
const Config = z.object({ duration: z.number() }).optional().catch(undefined);
const Metadata = z
  .object({ generated_at: z.iso.datetime({ offset: true }) })
  .optional()
  .catch(undefined);

/** What `handleSummary(data)` gets: thresholds say `ok: true` where they held. */
const HandleSummary = z
  .object({
    state: State,
    metrics: z.record(
      z.string(),
      z.object({
        values: Numbers,
        thresholds: z.record(z.string(), z.object({ ok: z.boolean() })).default({}),
      }),
    ),
  })
  .transform(({ state, metrics }): Summary => {
    const entries = Object.entries(metrics).map(([name, { values, thresholds }]): [string, Metric] => [
      name,
      { values, crossed: namesOf(thresholds, ({ ok }) => !ok) },
    ]);
    const seconds = state && state.testRunDurationMs / 1000;
    return { format: 'handleSummary', metrics: new Map(entries), seconds };
  });

/** What `--summary-export` writes: numbers beside thresholds, where `true` means that the threshold was *crossed*. */
const SummaryExport = z
  .object({
    metrics: z.record(
      z.string(),
      z
        .looseObject({ thresholds: z.record(z.string(), z.boolean()).default({}) })
        .transform(({ thresholds, ...numbers }) => ({
          values: numbersOf(numbers),
          crossed: namesOf(thresholds, (isCrossed) => isCrossed),
        })),
    ),
  })
  .transform(({ metrics }): Summary => ({ format: 'summary-export', metrics: new Map(Object.entries(metrics)) }));

/** What `--new-machine-readable-summary` writes; only the metrics are kept, never `config.script`. */
const MachineReadable = z
  .object({
    version: z.string(),
    config: Config,
    metadata: Metadata,
    results: z.object({ metrics: z.array(z.object({ name: z.string(), values: Numbers })) }),
  })
  .transform(({ config, metadata, results }): Summary => {
    const entries = results.metrics.map(({ name, values }): [string, Metric] => [name, { values, crossed: [] }]);
    return {
      format: 'machine-readable',
      metrics: new Map(entries),
      seconds: config?.duration,
      writtenAt: metadata?.generated_at,
    };
  });

/**
 * Recognises and parses any of k6's three summary formats.
 *
 * @returns null where the JSON is none of them
 */
export function parseSummary(json: unknown): Summary | null {
  if (typeof json !== 'object' || json === null) return null;
  if ('version' in json && 'results' in json) return MachineReadable.safeParse(json).data ?? null;
  // The two others differ only inside their metrics; an empty one is both.
  return HandleSummary.safeParse(json).data ?? SummaryExport.safeParse(json).data ?? null;
}

function numbersOf(values: Readonly<Record<string, unknown>>): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'number') numbers.set(valueName(name), value);
    // JSON has no NaN: k6 writes null, and other writers "NaN".
    else if (value === null || typeof value === 'string') numbers.set(valueName(name), Number.NaN);
  }
  return numbers;
}

function namesOf<T>(entries: Readonly<Record<string, T>>, isWanted: (value: T) => boolean): string[] {
  return Object.entries(entries).flatMap(([name, value]) => (isWanted(value) ? [name] : []));
}
