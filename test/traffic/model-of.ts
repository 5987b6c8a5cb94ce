import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { trafficModel } from '../../src/commands/traffic-model.ts';
import type { TrafficModel } from '../../src/model/traffic-model.ts';
import { readLogFormat } from '../../src/sources/access-log/read-log-format.ts';
import type { DeclaredRoute } from '../../src/traffic/routing/declared-routes.ts';

/** A folder for logs that lives as long as a test file. */
export function logFolder(): { folder: string; write: (name: string, content: string | Uint8Array) => string } {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-traffic-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return {
    folder,
    write: (name, content) => {
      const file = join(folder, name);
      writeFileSync(file, content);
      return file;
    },
  };
}

/** The model of logs, with what was said on the way. */
export function modelOf(
  logs: readonly string[],
  {
    workers = 1,
    routes = [],
    format,
    since = null,
  }: { workers?: number; routes?: readonly DeclaredRoute[]; format?: string; since?: number | null } = {},
): Promise<TrafficModel> {
  return trafficModel({ logs, workers, routes, format: readLogFormat(format), since, out: null, progress: () => {} });
}

/** A combined line with the given parts, for 12 October 2026, 10:00 UTC where no time is given. */
export function line(parts: {
  readonly request?: string;
  readonly status?: number;
  readonly client?: string;
  readonly agent?: string;
  readonly time?: string;
  readonly extra?: string;
}): string {
  const { request = 'GET / HTTP/1.1', status = 200, client = '192.0.2.1', agent = 'Mozilla/5.0', extra } = parts;
  const time = parts.time ?? '12/Oct/2026:10:00:00 +0000';
  return `${client} - - [${time}] "${request}" ${status} 512 "-" "${agent}"${extra === undefined ? '' : ` ${extra}`}\n`;
}
