import { z } from 'zod';
import type { ReadFile } from '../config/read-layers.ts';
import { differenceOf, isSevere } from '../judge/difference.ts';
import type { Finding } from '../model/finding.ts';
import type { Baseline } from '../model/policy.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Verdict } from '../model/verdict.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';

/** Where `--write-baseline` writes when no file is named. */
export const defaultBaseline = '.github/tollgate-baseline.json';

const Entry = z.strictObject({
  fingerprint: z.string(),
  kind: z
    .enum(['ratio', 'difference'])
    .describe('ratio: the size is ln(candidate ÷ reference); difference: it is candidate − reference'),
  size: z.number().describe('how far the candidate was from its reference; negative where it was less'),
  what: z.string().describe('"dimension/check subject", for whoever reviews the file'),
});
type Entry = z.infer<typeof Entry>;

/** `tollgate.baseline/1`: acknowledged differences; committed and reviewed, expires after 30 days, never holds a severe one. */
export const BaselineFile = z.strictObject({
  schema: z.literal('tollgate.baseline/1'),
  writtenAt: z.iso.datetime(),
  entries: z.array(Entry),
});

/**
 * Reads a baseline.
 *
 * @throws UsageError where the file is missing or is no baseline
 */
export async function readBaseline(file: string, readFile: ReadFile): Promise<Baseline> {
  let text: string;
  try {
    text = await readFile(file);
  } catch (cause) {
    throw new UsageError(
      'invalid-configuration',
      `the baseline ${file} cannot be read; write it with --write-baseline ${file}, or remove \`baseline\` from the configuration`,
      { cause },
    );
  }
  const parsed = BaselineFile.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new UsageError(
      'invalid-configuration',
      `${file} is no tollgate.baseline/1 file:\n${z.prettifyError(parsed.error)}`,
    );
  }
  const { writtenAt, entries } = parsed.data;
  return {
    writtenAt,
    entries: Object.fromEntries(entries.map(({ fingerprint, kind, size }) => [fingerprint, { kind, size }])),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function entryOf(finding: Finding): Entry[] {
  const difference = differenceOf(finding);
  if (difference === null || isSevere(finding)) return [];
  const { fingerprint, dimension, check, subject } = finding;
  return [{ fingerprint, ...difference, what: `${dimension}/${check} ${subject}` }];
}

/** How many differences a baseline acknowledges, and how many it does not because they are severe. */
export interface Acknowledged {
  readonly written: number;
  readonly refused: number;
}

/** Writes every diverged finding that is not severe to a baseline. */
export async function writeBaseline(file: string, verdict: Verdict): Promise<Acknowledged> {
  const differing = verdict.findings.filter((finding) => finding.status === 'diverged');
  const entries = differing.flatMap(entryOf).sort((a, b) => (a.what < b.what ? -1 : 1));
  await writeFileWhole(
    file,
    `${JSON.stringify({ schema: 'tollgate.baseline/1', writtenAt: verdict.generatedAt, entries }, null, 2)}\n`,
  );
  return { written: entries.length, refused: differing.length - entries.length };
}
