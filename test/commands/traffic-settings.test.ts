import { describe, expect, it } from 'vitest';
import { trafficSettings } from '../../src/commands/traffic-settings.ts';

const production = '{production: {metrics: {url: "${PRODUCTION_URL}"}, window: 2h}, timerange: 1h';
const asked = (text: string | null, service?: string) =>
  trafficSettings({
    service,
    now: new Date('2026-11-24T12:00:00Z'),
    readFile: async (file) => {
      if (text === null) throw Object.assign(new Error(`no ${file}`), { code: 'ENOENT' });
      return text;
    },
  });
const none = { routes: [], write: [], productionHosts: [] };
const ofShop = '{routes: ["/a/{id}"]}';
const several = (top: string, cart: string) =>
  `{version: 1, ${top} services: {shop: {paths: [shop], traffic: ${ofShop}}, cart: {paths: [cart]${cart}}}}`;

describe('what the configuration knows of the traffic', () => {
  it.each([
    { name: 'no configuration', text: null, expected: none },
    { name: 'no section', text: `${production}, version: 1}`, expected: none },
    {
      name: 'a section beside variables that are not set',
      text: `${production}, version: 1, traffic: {routes: ["GET /orders/{id}"], openapi: api.yaml, write: [POST /cart], productionHosts: [Shop.example.com]}}`,
      expected: {
        routes: ['GET /orders/{id}'],
        openapi: 'api.yaml',
        write: ['POST /cart'],
        productionHosts: ['shop.example.com'],
      },
    },
    {
      name: 'variables where an address does not fit',
      text: 'version: 1\nproduction: {window: "${FROM}/${TO}"}\ntimerange: ${RANGE}\nwaivers: [{finding: latency/p95 total, reason: b, owner: c, expires: "${DAY}"}]\ntraffic: {routes: [/a]}\n',
      expected: { ...none, routes: ['/a'] },
    },
    { name: 'one of several services', text: several('', ''), service: 'cart', expected: none },
    {
      name: 'a service by a path in it',
      text: several('', ''),
      service: 'shop/src/a.ts',
      expected: { ...none, routes: ['/a/{id}'] },
    },
    {
      name: 'services that agree',
      text: several('', `, traffic: ${ofShop}`),
      expected: { ...none, routes: ['/a/{id}'] },
    },
    {
      name: 'a service laid over what stands at the top',
      text: several('traffic: {routes: [/b], write: [PUT /b]},', ''),
      service: 'shop',
      expected: { ...none, routes: ['/a/{id}'], write: ['PUT /b'] },
    },
  ])('$name', async ({ text, service, expected }) => {
    expect(await asked(text, service)).toEqual(expected);
  });

  it.each([
    { name: 'services that differ, and none is named', text: several('', ''), says: /^--service: .*shop, cart/ },
    {
      name: 'an unknown key and a route that is none, at once',
      text: 'version: 1\ntraffic:\n  route: [/a]\n  routes:\n    - orders/{id}\n',
      says: /tollgate\.yml:3:3: unknown key "route" in traffic[^]*tollgate\.yml:5:7: .*a path template such as \/orders\/\{id\}, not "orders\/\{id\}"/,
    },
    {
      name: 'a variable, as it is written',
      text: 'version: 1\ntraffic: {routes: ["${ROUTE}"]}\n',
      says: /a path template such as \/orders\/\{id\}, not "\$\{ROUTE\}"/,
    },
    {
      name: 'a write without its method',
      text: 'version: 1\ntraffic: {write: [/cart]}\n',
      says: /a method and a route such as "POST \/cart"/,
    },
    {
      name: 'a host that is an address',
      text: 'version: 1\ntraffic: {productionHosts: ["https://shop.example.com"]}\n',
      says: /a host name such as shop\.example\.com/,
    },
    {
      name: 'a description outside of the repository',
      text: 'version: 1\ntraffic: {openapi: ../x}\n',
      says: /without \.\./,
    },
  ])('refuses $name', async ({ text, says }) => {
    await expect(asked(text)).rejects.toThrow(says);
  });
});
