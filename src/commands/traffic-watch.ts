import { join } from 'node:path';
import type { TrafficModel } from '../model/traffic-model.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { readTextFile } from '../sources/file/read-text-file.ts';
import { modelHash, readTrafficModel } from '../sources/traffic-model/read-traffic-model.ts';
import type { LoadSettings } from '../traffic/script/load-plan.ts';
import { changedSettings } from '../traffic/script/settings-lines.ts';
import { optionalFiles, usualFiles } from '../traffic/script/write-scripts.ts';
import { diffTraffic, type TrafficChange } from '../traffic/watch/diff-traffic.ts';
import { everyOption } from './every-option.ts';
import { type TrafficModelRequest, trafficModel } from './traffic-model.ts';
import { knownPools, makeScripts } from './traffic-script.ts';
import { refuseOthersFolder, writeScriptFolder } from './write-script-folder.ts';

export interface TrafficWatchRequest extends TrafficModelRequest {
  /** Folder of the committed scripts; the model they were made of stands beside them as `model.json`. */
  readonly folder: string;
  readonly tolerance: number;
  readonly settings: LoadSettings;
  readonly mustWrite: readonly string[];
}

/** What a look at today's traffic gave. */
export type Watched =
  | { readonly kind: 'nothing-read'; readonly model: TrafficModel }
  | { readonly kind: 'unchanged'; readonly model: TrafficModel }
  | {
      readonly kind: 'first' | 'changed';
      readonly model: TrafficModel;
      readonly changes: readonly TrafficChange[];
      /** What the scripts are asked for otherwise than when they were written: lines with a minus or a plus. */
      readonly settings: readonly string[];
      readonly files: readonly string[];
      readonly removed: readonly string[];
    };

async function committedModel(file: string): Promise<TrafficModel | null> {
  const read = await readTextFile(file);
  // Only a file that is not there means that this is the first time.
  return !read.ok && read.reason === 'not-found' ? null : (await readTrafficModel(file)).model;
}

/** The file that every folder of scripts has, with their settings at its top; nothing where it is not there. */
async function committedScript(folder: string): Promise<string> {
  const read = await readTextFile(join(folder, 'routes.js'));
  return read.ok ? read.text : '';
}

/**
 * Makes the model anew, and where it differs from the committed one beyond the tolerance, or the scripts are wanted otherwise, writes
 * model and scripts.
 *
 * The same traffic with the same settings is not written: so a pull request is only opened for what a reviewer should see.
 *
 * @throws UsageError where a log or the committed model cannot be read, or nothing may be sent
 */
export async function trafficWatch(request: TrafficWatchRequest): Promise<Watched> {
  const { folder, tolerance, settings, mustWrite } = request;
  const file = join(folder, 'model.json');
  // All that could stop it at the end, before hours of reading.
  const { before } = await everyOption({
    before: () => committedModel(file),
    folder: () => refuseOthersFolder(folder, [...usualFiles, ...optionalFiles]),
    pools: () => knownPools({ folder, pools: undefined }),
  });
  const model = await trafficModel({ ...request, out: file });
  if (model.total.count === 0) return { kind: 'nothing-read', model };
  const changes = before === null ? [] : diffTraffic(before, model, tolerance);
  const changed = before === null ? [] : changedSettings(await committedScript(folder), settings);
  if (before !== null && changes.length + changed.length === 0) return { kind: 'unchanged', model };
  const text = `${JSON.stringify(model, null, 1)}\n`;
  const read = { model, sha256: modelHash(text) };
  const scripts = await makeScripts(read, { model: 'the traffic', folder, settings, mustWrite, pools: undefined });
  const { files, removed } = await writeScriptFolder(folder, scripts.files);
  // Last: were it there without its scripts, the next look would find nothing changed.
  await writeFileWhole(file, text);
  return {
    kind: before === null ? 'first' : 'changed',
    model,
    changes,
    settings: changed,
    files: [file, ...files],
    removed,
  };
}
