import { createHash } from 'node:crypto';
import { z } from 'zod';
import { TrafficModel } from '../../model/traffic-model.ts';
import { UsageError } from '../../model/usage-error.ts';
import { readTextFile } from '../file/read-text-file.ts';

/** A traffic model and what tells its file from any other. */
export interface ReadModel {
  readonly model: TrafficModel;
  /** Of the file's bytes, in hexadecimal. */
  readonly sha256: string;
}

/** SHA-256 of a model's text, in hexadecimal. */
export function modelHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads a `tollgate.traffic/1` file.
 *
 * @throws UsageError that names the file and every mistake in it
 */
export async function readTrafficModel(file: string): Promise<ReadModel> {
  const read = await readTextFile(file);
  if (!read.ok) throw new UsageError('invalid-option', `${read.message}; \`tollgate traffic model\` writes models`);
  const json = parseJson(read.text);
  const parsed = TrafficModel.safeParse(json);
  if (!parsed.success) {
    const mistakes =
      json === undefined ? 'It is no JSON.' : z.prettifyError(parsed.error).split('\n').slice(0, 20).join('\n');
    throw new UsageError(
      'invalid-option',
      `${file} is no traffic model (tollgate.traffic/1); write one with traffic model LOG…\n${mistakes}`,
    );
  }
  return { model: parsed.data, sha256: modelHash(read.text) };
}
