import { join } from 'node:path';
import { z } from 'zod';
import { tool } from '../model/tool.ts';
import { UsageError } from '../model/usage-error.ts';
import { readJsonFile } from '../sources/file/read-text-file.ts';
import { type ReadModel, readTrafficModel } from '../sources/traffic-model/read-traffic-model.ts';
import type { LoadSettings } from '../traffic/script/load-plan.ts';
import { Pools } from '../traffic/script/pools.ts';
import { type Scripts, writeScripts } from '../traffic/script/write-scripts.ts';
import { type WrittenFolder, writeScriptFolder } from './write-script-folder.ts';

export interface TrafficScriptRequest {
  /** File of the traffic model. */
  readonly model: string;
  /** Folder of the scripts. */
  readonly folder: string;
  readonly settings: LoadSettings;
  /** Of the routes that are safe to write to, those that were named for this very model: it must have them, else they are slips. */
  readonly mustWrite: readonly string[];
  /** File of values from staging; undefined: the `pools.json` that is in the folder already, if any. */
  readonly pools: string | undefined;
}

export type WrittenScripts = Omit<Scripts, 'files'> & WrittenFolder;

/** Values that somebody filled in are never lost: an earlier pools.json is read and completed. */
export async function knownPools({ pools, folder }: Pick<TrafficScriptRequest, 'pools' | 'folder'>): Promise<Pools> {
  const file = pools ?? join(folder, 'pools.json');
  const read = await readJsonFile(file);
  if (!read.ok) {
    if (pools === undefined && read.reason === 'not-found') return {};
    throw new UsageError('invalid-option', read.message);
  }
  const parsed = Pools.safeParse(read.json);
  if (parsed.success) return parsed.data;
  const wanted = 'wanted lists of values by route and parameter, such as {"GET /orders/{id}": {"id": [1, 2]}}';
  throw new UsageError('invalid-option', `${file}: ${wanted}\n${z.prettifyError(parsed.error)}`);
}

function refuseUnknownWrites(wanted: readonly string[], names: readonly string[]): void {
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  const writes = names.filter((name) => !/^(GET|HEAD) /.test(name)).slice(0, 10);
  throw new UsageError(
    'invalid-option',
    `--write: the model has no route ${unknown.map((name) => JSON.stringify(name)).join(', ')}; it has ${writes.length === 0 ? 'none that writes' : writes.join(', ')}`,
  );
}

/**
 * Makes k6 scripts for a traffic model and writes nothing.
 *
 * @throws UsageError where nothing of the model may be sent, or values of staging cannot be read
 */
export async function makeScripts({ model, sha256 }: ReadModel, request: TrafficScriptRequest): Promise<Scripts> {
  const { settings, mustWrite } = request;
  refuseUnknownWrites(
    mustWrite,
    model.routes.map(({ method, route }) => `${method} ${route}`),
  );
  const written = writeScripts({ model, settings, sha256, tool, pools: await knownPools(request) });
  if (written !== null) return written;
  throw new UsageError(
    'invalid-option',
    `${request.model} has no request that could be sent: it needs times, and routes that read (GET, HEAD) or are declared safe with --write`,
  );
}

/**
 * Writes k6 scripts for a traffic model.
 *
 * @throws UsageError where the model cannot be read, nothing of it may be sent, or a file of somebody else is in the way
 */
export async function trafficScript(request: TrafficScriptRequest): Promise<WrittenScripts> {
  const { files, ...rest } = await makeScripts(await readTrafficModel(request.model), request);
  return { ...rest, ...(await writeScriptFolder(request.folder, files)) };
}
