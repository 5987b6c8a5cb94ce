import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { publicData as data } from '../fixtures/public-data.ts';

/** Five minutes of the shop's front end, as PetShop publishes them. */
export interface PetRow {
  /** Seconds since 1970. */
  readonly time: number;
  readonly requests: number;
  /** Percent of requests that succeeded. */
  readonly availability: number;
  /** Response times in seconds by quantile. */
  readonly latency: ReadonlyMap<number, number>;
}

export interface PetIssue {
  readonly name: string;
  /** What it was expected to show in. */
  readonly metric: string;
  /** The part of the shop into which the fault was injected. */
  readonly cause: string;
  /** Seconds since 1970 at which the fault was seen. */
  readonly seenAt: number;
  readonly rows: readonly PetRow[];
}

const folder = join(data, 'timeseries/petshop/low_traffic');
const node = 'PetSite';
const quantiles = [0.5, 0.9, 0.95, 0.99];

const Target = z.object({
  target: z.object({ metric: z.string(), timestamp: z.number() }),
  root_cause: z.object({ node: z.string() }),
});

/** Columns of a file whose heads are four rows: part, metric, statistic, time. No value holds a comma. */
function readRows(file: string): PetRow[] {
  const [nodes = [], metrics = [], statistics = [], , ...rows] = readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const column = (metric: string, statistic: string) =>
    nodes.findIndex((name, at) => name === node && metrics[at] === metric && statistics[at] === statistic);
  return rows.map((cells) => {
    const value = (metric: string, statistic: string) => Number(cells[column(metric, statistic)]);
    return {
      time: Number(cells[0]),
      requests: value('requests', 'Sum'),
      availability: value('availability', 'Average'),
      latency: new Map(quantiles.map((q) => [q, value('latency', `p${q * 100}`)])),
    };
  });
}

/** The healthy run and every injected fault; null, and said so, where the public data is not there. */
export function readPetShop(): { readonly healthy: readonly PetRow[]; readonly issues: readonly PetIssue[] } | null {
  if (!existsSync(folder)) {
    console.warn(`skipped: PetShop, because there is no folder ${folder} (TOLLGATE_TEST_DATA)`);
    return null;
  }
  const issues = ['train', 'test'].flatMap((part) =>
    readdirSync(join(folder, part))
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      .map((name) => {
        const { target, root_cause } = Target.parse(
          JSON.parse(readFileSync(join(folder, part, name, 'target.json'), 'utf8')),
        );
        const rows = readRows(join(folder, part, name, 'metrics.csv'));
        return {
          name: `${part} ${name}`,
          metric: target.metric,
          cause: root_cause.node,
          seenAt: target.timestamp,
          rows,
        };
      }),
  );
  return { healthy: readRows(join(folder, 'noissue/metrics.csv')), issues };
}
