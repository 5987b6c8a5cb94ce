import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { seededRandom } from '../../../src/demo/random.ts';
import { GuardCheck } from '../../../src/incidents/guards/guard-check.ts';
import { guardedClasses, guardFor } from '../../../src/incidents/guards/guard-for.ts';
import { isEdited, settingsIn } from '../../../src/incidents/guards/script-text.ts';
import { type IncidentClass, incidentClasses } from '../../../src/incidents/incident-class.ts';
import type { IncidentFacts } from '../../../src/incidents/incident-facts.ts';
import { smallModel } from '../../fixtures/traffic/small-model.ts';
import { incidentOf, noTraffic } from './incident.ts';

const guardOf = (facts: IncidentFacts, context = noTraffic) => {
  const guard = guardFor(facts, context);
  if (guard === null) throw new Error(`${facts.class} has no guard`);
  return guard;
};
const textOf = (facts: IncidentFacts) => guardOf(facts).files[0].text;
const settingsOf = (facts: IncidentFacts, context = noTraffic) => settingsIn(guardOf(facts, context).files[0].text);

describe('the guard of an incident', () => {
  it('is of the kind that its class needs', () => {
    const kinds = Object.fromEntries(
      guardedClasses.map((name) => {
        const { kind, dimensions, files } = guardOf(incidentOf(name));
        return [name, `${kind}, ${files[0].path}: ${dimensions.join(' ')}`];
      }),
    );
    expect(kinds).toMatchInlineSnapshot(`
      {
        "certificate_expiry": "certificate, checkout-certificate-expiry.yml: network",
        "config_change": "parity-rule, checkout-config-change.yml: configuration",
        "connection_pool_exhaustion": "k6, checkout-connection-pool-exhaustion.js: resources latency errors",
        "dependency_failure": "k6, checkout-dependency-failure.js: dependencies latency errors",
        "dns": "dns, checkout-dns.yml: network",
        "lock_contention": "k6, checkout-lock-contention.js: traffic data latency errors",
        "memory_leak": "k6, checkout-memory-leak.js: resources",
        "permission_denied": "permission, checkout-permission-denied.yml: permissions",
        "rate_limit": "k6, checkout-rate-limit.js: traffic dependencies errors",
        "retry_storm": "k6, checkout-retry-storm.js: traffic dependencies errors",
        "slow_query": "query-plan, checkout-slow-query.yml: data latency",
        "thundering_herd": "k6, checkout-thundering-herd.js: traffic latency",
      }
    `);
  });

  it('is not made where only a person can write it', () => {
    const without = incidentClasses.filter((name) => !guardedClasses.includes(name));
    expect(without.length).toBeGreaterThan(10);
    for (const name of without) expect(guardFor(incidentOf(name), noTraffic)).toBeNull();
    expect(guardFor({ ...incidentOf('dns'), class: 'unknown' }, noTraffic)).toBeNull();
  });

  it('takes what the incident says as its parameters', () => {
    const endpoint = { method: 'POST', path: '/orders/{id}?x=1' } as const;
    expect(
      settingsOf(incidentOf('connection_pool_exhaustion', { poolSize: 30, endpoint, latency: 750 })),
    ).toMatchObject({
      users: 60,
      duration: '5m',
      limit: 750,
      request: { method: 'POST', path: '/orders/{id}', body: {} },
    });
    expect(settingsOf(incidentOf('connection_pool_exhaustion', { poolSize: 30, concurrency: 400 }))).toMatchObject({
      users: 400,
    });
    expect(settingsOf(incidentOf('connection_pool_exhaustion'))).toMatchObject({ users: 200 });
    expect(settingsOf(incidentOf('memory_leak'))).toMatchObject({ users: 50, duration: '4h' });
    expect(settingsOf(incidentOf('memory_leak', { duration: 6 * 3600 }))).toMatchObject({ duration: '6h' });
    expect(settingsOf(incidentOf('connection_pool_exhaustion', { latency: 2_400_000 }))).toMatchObject({ limit: 1000 });
    expect(settingsOf(incidentOf('retry_storm', { rate: 12, retries: 5 }))).toMatchObject({
      retries: 5,
      rate: 12,
      surge: 60,
    });
    expect(settingsOf(incidentOf('rate_limit', { rateLimit: 100 }))).toMatchObject({ rate: 150 });
    expect(settingsOf(incidentOf('thundering_herd', { ttl: 60 }))).toMatchObject({ ttl: 60, every: 61 });
    // How slow the dependency was is no limit of ours.
    expect(settingsOf(incidentOf('dependency_failure', { latency: 30_000 }))).toMatchObject({ limit: 1000 });
  });

  it('asks for no more than one machine can drive, and says so', () => {
    const huge = { poolSize: 1e6, concurrency: 1e6, rate: 1e6, rateLimit: 1e6, retries: 50, latency: 9000 };
    for (const name of guardedClasses) {
      const { kind, files, assumed } = guardOf(incidentOf(name, huge));
      if (kind !== 'k6') continue;
      const { users = 0, rate = 0, surge = 0, retries = 0 } = settingsIn(files[0].text) as Record<string, number>;
      expect(Math.max(users, rate * 18, surge * (retries + 1) * 9)).toBeLessThanOrEqual(3000);
      expect(assumed.join()).toContain('more than one machine drives');
    }
  });

  it('does not wait for hours until a cache is empty, and names one limit only', () => {
    const facts = incidentOf('thundering_herd', { ttl: 86_400 });
    expect(settingsOf(facts)).toMatchObject({ ttl: 0, every: 10, limit: 100 });
    expect(guardOf(facts).assumed.join()).not.toContain('no limit is known');
  });

  it('takes from production’s traffic what the incident does not say', () => {
    const routes = [
      { route: '/list', count: 900, seconds: 0.2 },
      { route: '/checkout/{id}', count: 300, seconds: 0.3 },
      { route: '(unmatched)', template: 'unmatched', count: 2000 },
    ] as const;
    const traffic = smallModel(routes, { step: 10, counts: Array.from({ length: 360 }, () => 500) });
    const context = { traffic, productionHosts: ['Shop.Example.com'] };
    expect(settingsOf(incidentOf('retry_storm'), context)).toMatchObject({
      request: { method: 'GET', path: '/list' },
      rate: 50,
      limit: 1200,
      productionHosts: ['shop.example.com'],
    });
    const endpoint = { method: 'GET', path: '/checkout/{id}' } as const;
    expect(settingsOf(incidentOf('dependency_failure', { endpoint }), context)).toMatchObject({
      request: endpoint,
      limit: 1800,
      other: { path: '/list' },
    });
  });

  it('says what it had to assume, and only that', () => {
    const endpoint = { method: 'GET', path: '/a' } as const;
    const known = { poolSize: 5, endpoint, latency: 500, rate: 5 };
    expect(guardOf(incidentOf('connection_pool_exhaustion')).assumed).toHaveLength(3);
    expect(guardOf(incidentOf('retry_storm')).assumed).toHaveLength(4);
    expect(guardOf(incidentOf('connection_pool_exhaustion', known)).assumed).toEqual([]);
  });

  it('gives the same bytes for the same facts, and notices the change of a human below its header', () => {
    for (const name of guardedClasses) {
      const text = textOf(incidentOf(name));
      expect(textOf(incidentOf(name))).toBe(text);
      expect(isEdited(text)).toBe(false);
      expect(isEdited(text.replace('Guard of incident', 'Guard against incident'))).toBe(false);
      expect(isEdited(text.trimEnd().concat(' \n'))).toBe(true);
    }
    expect(isEdited('export default function () {}\n')).toBe(true);
  });

  it('is a valid check where it is no script', () => {
    const checks = guardedClasses.map((name) => guardOf(incidentOf(name))).filter(({ kind }) => kind !== 'k6');
    expect(checks).toHaveLength(5);
    for (const { files } of checks) expect(GuardCheck.safeParse(parse(files[0].text)).success).toBe(true);
  });
});

const pieces = [
  "'",
  '"',
  '`',
  '\\',
  '${',
  '}',
  '*/',
  '/*',
  '//',
  '\n',
  '\r',
  '\u2028',
  '\u2029',
  '</script',
  '<!--',
  '\ud83d',
  '\udc00',
  '\u0000',
  ': ',
  '- ',
  '#',
  '%',
  'a',
  'é',
  '\u202e',
  '\u2066',
  '__proto__',
  '};',
  '\nconst settings = {',
  '](x)',
  '---',
]; // prettier-ignore

function randomText(random: () => number): string {
  const some = Array.from(
    { length: 1 + Math.floor(random() * 10) },
    () => pieces[Math.floor(random() * pieces.length)],
  );
  return `x${some.join('')}`;
}

/** A text that says evil things everywhere where an incident has one. */
function hostileFacts(name: IncidentClass, evil: string): IncidentFacts {
  const text = { dependency: evil, table: evil, host: evil, query: evil, variable: evil, permission: evil };
  return incidentOf(
    name,
    { ...text, endpoint: { method: 'POST', path: `/${evil}` } },
    { title: evil, link: `https://x.test/${encodeURI('a')}#*/` },
  );
}

/** The code of a script without its comments and its parameters. */
function codeOf(text: string): string {
  const tree: { body: { start: number; end: number }[] } = parseAst(text, { lang: 'js' });
  return tree.body
    .map(({ start, end }) => text.slice(start, end))
    .filter((statement) => !statement.startsWith('const settings = '))
    .join('\n');
}

describe('hostile text', () => {
  it('is data in a script and nothing else', () => {
    const random = seededRandom(11);
    for (const name of guardedClasses) {
      const harmless = guardOf(hostileFacts(name, 'x'));
      for (let round = 0; round < 150; round += 1) {
        const evil = randomText(random);
        const { kind, files } = guardOf(hostileFacts(name, evil));
        const { text } = files[0];
        expect(text.split('Generated, SHA-256')[0]).toMatch(/^[\u0020-\u007e\n]*$/);
        expect(isEdited(text)).toBe(false);
        if (kind === 'k6') {
          expect(text).toMatch(/^[\u0020-\u007e\n]*$/);
          expect(codeOf(text)).toBe(codeOf(harmless.files[0].text));
          expect(settingsIn(text)).toMatchObject({ request: { path: expect.stringMatching(/^\/[\u0021-\u007e]*$/) } });
        } else {
          const { check } = GuardCheck.parse(parse(text));
          const said = JSON.stringify(check);
          if (name === 'slow_query') expect(check).toMatchObject({ table: evil });
          if (name === 'permission_denied') expect(check).toMatchObject({ action: evil, resource: evil });
          expect(said).not.toContain('"__proto__":');
        }
      }
    }
  });
});
