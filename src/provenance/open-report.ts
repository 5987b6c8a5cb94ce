import type { Artifact } from '../model/ports/evidence.ts';
import { Verdict } from '../model/verdict.ts';
import { readZipEntry } from './read-zip-entry.ts';

/** Name of the report in an artifact, as the Action writes it. */
const reportName = 'tollgate-report.json';

/** Bytes of which no more is read: of the archive, and of the report in it. */
export interface ReportLimits {
  readonly packed: number;
  readonly report: number;
}

/** A report of this version, or why there is none; whose it is, is not looked at. */
export type OpenedReport = { readonly verdict: Verdict } | { readonly lack: string };

/** Takes the report out of an artifact, within limits; whatever is wrong with it is a reason, never a verdict. */
export async function openReport(artifact: Artifact, limits: ReportLimits): Promise<OpenedReport> {
  if (artifact.size > limits.packed) {
    return { lack: `the artifact has ${artifact.size} bytes; at most ${limits.packed} are read` };
  }
  const archive = await artifact.download();
  const report = await readZipEntry(archive, reportName, limits.report).catch((error: Error) => error);
  if (report === null) return { lack: `the artifact holds no ${reportName}` };
  if (report instanceof Error) return { lack: report.message };
  const verdict = parseVerdict(report);
  return verdict === null ? { lack: `${reportName} is no report of this version` } : { verdict };
}

function parseVerdict(report: Buffer): Verdict | null {
  try {
    return Verdict.parse(JSON.parse(report.toString('utf8')));
  } catch {
    return null;
  }
}
