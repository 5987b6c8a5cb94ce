import { readFile, stat } from 'node:fs/promises';
import type { ReasonCode } from '../../model/reason-codes.ts';

/** Larger evidence is not read: whole files are parsed in memory. */
const largest = 50 * 1024 * 1024;

/** Why a file gives no evidence; its message names the file and holds nothing of what is in it. */
export interface FileFailure {
  readonly ok: false;
  readonly reason: Extract<ReasonCode, 'not-found' | 'bad-response' | 'source-empty' | 'over-budget'>;
  readonly message: string;
}

/** When the file was last written, as an ISO 8601 instant. */
interface Written {
  readonly modifiedAt: string;
}

export type ReadText = ({ readonly ok: true; readonly text: string } & Written) | FileFailure;

/** Reads a file of evidence as UTF-8, at most 50 MB; never throws for what the file is. */
export async function readTextFile(file: string): Promise<ReadText> {
  try {
    // Asked before it is opened: opening a pipe would wait for ever.
    const stats = await stat(file);
    if (!stats.isFile()) return failure('bad-response', `${file} is not a regular file`);
    if (stats.size > largest)
      return failure('over-budget', `${file} has ${stats.size} bytes, wanted at most ${largest}`);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
    if (text.trim() === '') return failure('source-empty', `${file} is empty`);
    return { ok: true, text, modifiedAt: stats.mtime.toISOString() };
  } catch (error) {
    return explain(file, error);
  }
}

export type ReadJson = ({ readonly ok: true; readonly json: unknown } & Written) | FileFailure;

/** Reads a file of evidence as JSON; see `readTextFile`. */
export async function readJsonFile(file: string): Promise<ReadJson> {
  const read = await readTextFile(file);
  if (!read.ok) return read;
  try {
    return { ok: true, json: JSON.parse(read.text), modifiedAt: read.modifiedAt };
  } catch {
    // The parser's own words quote the file, which may hold secrets.
    const what = read.text.trimStart().startsWith('<') ? 'an HTML or XML page' : 'something else';
    return failure('bad-response', `${file} holds ${what}, wanted JSON`);
  }
}

function explain(file: string, error: unknown): FileFailure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return failure('not-found', `there is no file ${file}`);
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return failure('bad-response', `${file} is not text in UTF-8`);
  return failure('bad-response', `${file} cannot be read (${typeof code === 'string' ? code : 'unknown error'})`);
}

function failure(reason: FileFailure['reason'], message: string): FileFailure {
  return { ok: false, reason, message };
}
