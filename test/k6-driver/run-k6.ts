import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Ran, runNode } from '../process/run-node.ts';

/** The stand-in for k6, to be started with Node. */
export const k6Driver = join(import.meta.dirname, 'k6.ts');

const Summary = z.object({
  metrics: z.record(
    z.string(),
    z.object({
      values: z.record(z.string(), z.number()),
      thresholds: z.record(z.string(), z.object({ ok: z.boolean() })).optional(),
    }),
  ),
  state: z.object({ testRunDurationMs: z.number() }),
});

/** How a run of the driver ended; `summary` is what `handleSummary` was given. */
export interface K6Ran extends Ran {
  readonly summary: z.infer<typeof Summary> | null;
  /** A value of a metric; NaN where the summary has none. */
  readonly value: (metric: string, name: string) => number;
  readonly exported: unknown;
}

const tellSummary = `
export function handleSummary(data) { return { 'told.json': JSON.stringify(data) }; }`;

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Runs a script’s source under the driver, in a folder of its own. */
export async function runK6(source: string, environment: Readonly<Record<string, string>> = {}): Promise<K6Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-k6-'));
  try {
    writeFileSync(join(folder, 'script.js'), source.includes('handleSummary') ? source : source + tellSummary);
    writeFileSync(join(folder, 'data.json'), '[1,2,3]');
    const given = Object.entries(environment).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
    const args = [k6Driver, 'run', ...given, '--summary-export', 'export.json', 'script.js'];
    const ran = await runNode(args, { cwd: folder });
    const summary = Summary.safeParse(readJson(join(folder, 'told.json'))).data ?? null;
    const value = (metric: string, name: string) => summary?.metrics[metric]?.values[name] ?? Number.NaN;
    return { ...ran, summary, value, exported: readJson(join(folder, 'export.json')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
