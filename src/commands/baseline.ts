import { z } from 'zod';
import type { ReadFile } from '../config/read-layers.ts';
import { sizeOf } from '../judge/accept.ts';
import type { Baseline } from '../model/policy.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Verdict } from '../model/verdict.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';

/** Where `--write-baseline` writes when no file is named. */
export const defaultBaseline = '.github/tollgate-baseline.json';

/** `tollgate.baseline/1`: acknowledged differences; committed and reviewed, expires after 30 days, never holds a blocking one. */
export const BaselineFile = z.strictObject({
  schema: z.literal('tollgate.baseline/1'),
  writtenAt: z.iso.datetime(),
  entries: z.array(z.strictObject({ fingerprint: z.string(), size: z.number().nonnegative(), what: z.string() })),
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
  return { writtenAt, entries: Object.fromEntries(entries.map(({ fingerprint, size }) => [fingerprint, size])) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes every diverged finding that does not block to a baseline, and gives their number. */
export async function writeBaseline(file: string, verdict: Verdict): Promise<number> {
  const entries = verdict.findings
    .filter(
      (finding) => (finding.status === 'diverged' || finding.reasonCode === 'baseline') && finding.severity !== 'block',
    )
    .map((finding) => ({
      fingerprint: finding.fingerprint,
      size: sizeOf(finding),
      what: `${finding.dimension}/${finding.check} ${finding.subject}`,
    }))
    .sort((a, b) => (a.what < b.what ? -1 : 1));
  await writeFileWhole(
    file,
    `${JSON.stringify({ schema: 'tollgate.baseline/1', writtenAt: verdict.generatedAt, entries }, null, 2)}\n`,
  );
  return entries.length;
}
