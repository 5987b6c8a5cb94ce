// Where the public data is missing, its tests are skipped with the reason, so the suite's title is computed.
/* oxlint-disable vitest/valid-title, vitest/no-disabled-tests */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { byteSource } from '../../src/traffic/bytes/source.ts';
import { LogLine } from '../../src/traffic/formats/log-line.ts';
import { outcome } from '../../src/traffic/formats/outcome.ts';
import { parserOf } from '../../src/traffic/formats/registry.ts';
import { publicData as data } from '../fixtures/public-data.ts';
import { modelOf } from './model-of.ts';

const folder = join(data, 'access-logs');
const title = `public access logs in ${folder}`;
const isThere = existsSync(folder);
if (!isThere) console.warn(`skipped: ${title}: there is no such folder (TOLLGATE_TEST_DATA)`);

describe.skipIf(!isThere)(title, () => {
  it('two days of Apache: every line read, and no peak claimed where the log only knows hours', async () => {
    const model = await modelOf([join(folder, 'apache_combined_17-18May2015.log')]);
    expect(model.source).toMatchObject({
      lines: 4525,
      parsed: 4525,
      malformed: 0,
      format: 'combined',
      resolution: 3600,
    });
    expect(model.source.outOfOrder).toBeGreaterThan(0);
    expect(model.total.rate).toBeNull();
    expect(model.routes.every(({ rate }) => rate === null)).toBe(true);
    expect(model.arrivals).toMatchObject({ perMinute: null, busiestHour: null });
    expect(model.arrivals.hourOfDay).not.toBeNull();
    expect(model.sessions).toBeNull();
    const left = model.excluded.map(({ rule, count }) => [rule, count]);
    expect(Object.fromEntries(left)).toMatchObject({ bot: expect.any(Number) });
    expect(model.source.zones).toEqual(['+00:00']);
  });

  it('the same, line by line: methods, statuses, hosts and targets as counted by others', () => {
    const bytes = readFileSync(join(folder, 'apache_combined_17-18May2015.log'));
    const parser = parserOf({ name: 'combined', pattern: null, head: '' });
    const line = new LogLine();
    line.source = byteSource(bytes);
    const counts = { methods: new Map(), statuses: new Map(), hosts: new Map(), targets: new Map() };
    const add = (map: Map<unknown, number>, key: unknown) => map.set(key, (map.get(key) ?? 0) + 1);
    const text = (start: number, end: number) => bytes.toString('latin1', start, end);
    for (let at = 0, end = bytes.indexOf(10); end !== -1; at = end + 1, end = bytes.indexOf(10, at)) {
      expect(parser.parse(line, at, end)).toBe(outcome.request);
      add(counts.methods, text(line.methodStart, line.methodEnd));
      add(counts.statuses, line.status);
      add(counts.hosts, text(line.clientStart, line.clientEnd));
      add(counts.targets, text(line.targetStart, line.targetEnd).replace(/\?.*/, ''));
    }
    expect(Object.fromEntries(counts.methods)).toEqual({ GET: 4507, HEAD: 18 });
    expect(Object.fromEntries(counts.statuses)).toEqual({
      200: 4030,
      206: 21,
      301: 110,
      304: 268,
      403: 1,
      404: 93,
      500: 2,
    });
    expect(counts.hosts.size).toBe(890);
    expect(counts.targets.size).toBe(866);
    expect(counts.targets.get('/favicon.ico')).toBe(327);
    expect(counts.targets.get('/')).toBe(301);
  });

  it.each([
    ['crowdsec/apache2-logs__apache2-logs.log', 'combined', 9, 2],
    ['crowdsec/aws-alb-logs__aws-alb-logs.log', 'aws-alb', 14, 0],
    ['crowdsec/caddy-logs__caddy-logs.log', 'caddy', 12, 2],
    ['crowdsec/nginx_http-logs__nginx_http-logs.log', 'combined', 9, 2],
    ['crowdsec/nginx-http-malformed__nginx_http-logs.log', 'combined', 12, 12],
    ['crowdsec/nginx-proxy-manager-logs__nginx-proxy-manager-logs.log', 'nginx-proxy-manager', 14, 3],
    ['crowdsec/traefik_base-http-scenario__traefik_base-http-scenario.log', 'traefik', 80, 0],
    ['crowdsec/traefik_clf__traefik_clf.log', 'combined', 9, 2],
    ['lnav/logfile_access_log.0', 'combined', 3, 0],
    ['lnav/logfile_access_log.1', 'combined', 1, 1],
    ['caddy_json_2.log', 'caddy', 4, 0],
    ['uwsgi.log', 'uwsgi', 19, 0],
    ['nginxplus_status_snapshots_first250.ndjson', 'unknown', 250, 250],
  ])('%s is %s: %i lines, %i of them malformed', async (...[file, format, lines, malformed]) => {
    const { source } = await modelOf([join(folder, file)]);
    expect(source).toMatchObject({ format, lines, malformed, parsed: lines - malformed });
    expect(source.malformedBy.reduce((sum, { count }) => sum + count, 0)).toBe(malformed);
  });

  it('durations by the unit of each format', async () => {
    const seconds = async (file: string) => (await modelOf([join(folder, file)])).total.latency;
    // "in 129 msecs" is the longest, "in 68 micros" the shortest
    expect(await seconds('uwsgi.log')).toMatchObject({ count: 19, max: 0.129, unit: 'seconds' });
    expect((await seconds('crowdsec/aws-alb-logs__aws-alb-logs.log'))?.max).toBeLessThan(1);
    expect((await seconds('crowdsec/traefik_clf__traefik_clf.log'))?.max).toBe(0.025);
  });

  it('HAR files, of which examples have no time', async () => {
    const recorded = await modelOf([join(data, 'k6/har/perfcascade')]);
    expect(recorded.source).toMatchObject({ format: 'har', lines: 184, malformed: 0 });
    const examples = await modelOf([join(data, 'k6/har/har-to-k6')]);
    expect(examples.source).toMatchObject({
      lines: 35,
      malformedBy: [{ reason: 'no time that can be read', count: 34 }],
    });
    expect(examples.remarks).toContain('page.har: could not be read to its end: it has no entries');
  });
});
