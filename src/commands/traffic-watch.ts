import { join } from 'node:path';
import type { TrafficModel } from '../model/traffic-model.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { readTextFile } from '../sources/file/read-text-file.ts';
import { modelHash, readTrafficModel } from '../sources/traffic-model/read-traffic-model.ts';
import type { LoadSettings } from '../traffic/script/load-plan.ts';
import { diffTraffic, type TrafficChange } from '../traffic/watch/diff-traffic.ts';
import { type TrafficModelRequest, trafficModel } from './traffic-model.ts';
import { makeScripts } from './traffic-script.ts';
import { writeScriptFolder } from './write-script-folder.ts';

export interface TrafficWatchRequest extends TrafficModelRequest {
  /** Folder of the committed scripts; the model they were made of stands beside them as `model.json`. */
  readonly folder: string;
  readonly tolerance: number;
  readonly settings: LoadSettings;
}

/** What a look at today's traffic gave. */
export type Watched =
  | { readonly kind: 'nothing-read'; readonly model: TrafficModel }
  | { readonly kind: 'unchanged'; readonly model: TrafficModel }
  | {
      readonly kind: 'first' | 'changed';
      readonly model: TrafficModel;
      readonly changes: readonly TrafficChange[];
      readonly files: readonly string[];
      readonly removed: readonly string[];
    };

async function committedModel(file: string): Promise<TrafficModel | null> {
  const read = await readTextFile(file);
  // Only a file that is not there means that this is the first time.
  return !read.ok && read.reason === 'not-found' ? null : (await readTrafficModel(file)).model;
}

/**
 * Makes the model anew, and where it differs from the committed one beyond the tolerance, writes model and scripts.
 *
 * An unchanged model is not written: so a pull request is only opened for what a reviewer should see.
 *
 * @throws UsageError where a log or the committed model cannot be read, or nothing may be sent
 */
export async function trafficWatch(request: TrafficWatchRequest): Promise<Watched> {
  const { folder, tolerance, settings } = request;
  const file = join(folder, 'model.json');
  const before = await committedModel(file);
  const model = await trafficModel(request);
  if (model.total.count === 0) return { kind: 'nothing-read', model };
  const changes = before === null ? [] : diffTraffic(before, model, tolerance);
  if (before !== null && changes.length === 0) return { kind: 'unchanged', model };
  const text = `${JSON.stringify(model, null, 1)}\n`;
  const read = { model, sha256: modelHash(text) };
  const scripts = await makeScripts(read, { model: 'the traffic', folder, settings, pools: undefined });
  const { files, removed } = await writeScriptFolder(folder, scripts.files);
  // Last: were it there without its scripts, the next look would find nothing changed.
  await writeFileWhole(file, text);
  return { kind: before === null ? 'first' : 'changed', model, changes, files: [file, ...files], removed };
}
