import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrafficModel } from '../../../src/model/traffic-model.ts';
import type { LoadSettings } from '../../../src/traffic/script/load-plan.ts';
import type { Pools } from '../../../src/traffic/script/pools.ts';
import { type Scripts, writeScripts } from '../../../src/traffic/script/write-scripts.ts';

export const settings: LoadSettings = {
  scale: 1,
  seconds: 1500,
  soakSeconds: 14_400,
  writes: [],
  productionHosts: [],
  runners: null,
};

/** The scripts of a model with the usual settings, but for what is given. */
export function scriptsOf(model: TrafficModel, given: Partial<LoadSettings> = {}, pools: Pools = {}): Scripts {
  const tool = { name: 'tollgate', version: '1.2.3' };
  const written = writeScripts({ model, settings: { ...settings, ...given }, sha256: 'c0ffee', tool, pools });
  if (written === null) throw new Error('nothing was written');
  return written;
}

export interface Folder {
  readonly path: string;
  readonly remove: () => void;
}

/** The files of some scripts in a folder of their own. */
export function inFolder({ files }: Scripts): Folder {
  const path = mkdtempSync(join(tmpdir(), 'tollgate-scripts-'));
  mkdirSync(path, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(path, name), text);
  return { path, remove: () => rmSync(path, { recursive: true }) };
}
