import { Profile } from '../../model/profile.ts';
import { type FileFailure, readJsonFile } from '../file/read-text-file.ts';

export type ReadProfile = { readonly ok: true; readonly profile: Profile } | FileFailure;

const wanted = 'tollgate.profile/1';
const mostIssues = 3;

/** Reads a profile that `tollgate collect` wrote; another schema version, and what is wrong with the shape, are said. */
export async function readProfile(file: string): Promise<ReadProfile> {
  const read = await readJsonFile(file);
  if (!read.ok) return read;
  const given = schemaOf(read.json);
  if (given !== wanted) return failure(`${file} has the schema ${given}, wanted ${wanted}`);
  const parsed = Profile.safeParse(read.json);
  if (parsed.success) return { ok: true, profile: parsed.data };
  const issues = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the top'}: ${issue.message}`);
  const more = issues.length > mostIssues ? `, and ${issues.length - mostIssues} more` : '';
  return failure(`${file} is not a ${wanted}: ${issues.slice(0, mostIssues).join('; ').slice(0, 500)}${more}`);
}

function schemaOf(json: unknown): string {
  const isMarked = typeof json === 'object' && json !== null && 'schema' in json;
  return isMarked && typeof json.schema === 'string' ? json.schema.slice(0, 60) : 'none';
}

function failure(message: string): FileFailure {
  return { ok: false, reason: 'bad-response', message };
}
