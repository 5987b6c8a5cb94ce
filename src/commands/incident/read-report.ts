import { UsageError } from '../../model/usage-error.ts';
import { Verdict } from '../../model/verdict.ts';
import { readJsonFile } from '../../sources/file/read-text-file.ts';

/**
 * Reads a report that was kept.
 *
 * @throws UsageError where it cannot be read or is none
 */
export async function readReport(file: string): Promise<Verdict> {
  const read = await readJsonFile(file);
  if (!read.ok) throw new UsageError('invalid-option', `--report: ${read.message}`);
  const verdict = Verdict.safeParse(read.json);
  if (verdict.success) return verdict.data;
  throw new UsageError('invalid-option', `--report: ${file} is no report (tollgate.report/1)`);
}
