import { join } from 'node:path';
import { createK6SummarySource } from '../../../src/sources/k6-summary/create-k6-summary-source.ts';
import { describeSourceContract } from '../../contracts/source-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { formats, type K6Route, metricsByName, summaryOf } from './summary-files.ts';

const window = { from: '2026-11-20T08:00:00.000Z', to: '2026-11-20T09:00:00.000Z' };
const { folder, write } = temporaryFolder();
const source = (file: string) => createK6SummarySource({ file, maxSeries: 1000 });

const orders: K6Route = { name: 'GET /orders/{}', med: 100, p95: 200, failed: 0, count: 100 };
const checkout: K6Route = { name: 'GET /checkout', med: 120, p95: 250, failed: 0, count: 100 };
const offline = { notApplicable: 'a file has no server' };

for (const format of formats) {
  const arrange = (name: string, routes: readonly K6Route[]) => async () =>
    source(write(`${format}-${name}.json`, summaryOf(format, metricsByName(routes))));
  describeSourceContract(`k6-summary (${format})`, {
    window,
    states: {
      present: arrange('present', [orders, checkout]),
      'absent-route': arrange('absent-route', [orders]),
      empty: async () => source(write(`${format}-empty.json`, summaryOf(format, new Map()))),
      'not-a-number': arrange('not-a-number', [orders, { ...checkout, p95: null, failed: null }]),
      'several-series': { notApplicable: 'k6 adds its series up before it writes the summary' },
      'wrong-type': async () => source(write(`${format}-page.json`, '<!doctype html><title>Sign in</title>')),
      'not-found': async () => source(join(folder, 'none.json')),
      unauthorized: offline,
      'rate-limited': offline,
      'server-error': offline,
      timeout: offline,
    },
  });
}
