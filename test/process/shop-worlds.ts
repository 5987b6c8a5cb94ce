import { names } from '../fake-prometheus/answers.ts';
import {
  always,
  failingFor,
  numbersWorld,
  sharedWorld,
  shopRoutes,
  shopWorld,
  type WireRoute,
  type World,
} from './wire-shop.ts';

const slowerCheckout = (factor: number, routes: readonly WireRoute[]): WireRoute[] =>
  routes.map((one) => (one.route === '/checkout' ? { ...one, median: one.median * factor } : one));

const production = shopWorld(shopRoutes(0));
const staging = shopWorld(shopRoutes(100));
const labels = ['le', 'method', 'route', 'status'];

/** The environments that the tests of the bundle meet; their names are the paths in `useWorlds`. */
export const shopWorlds = {
  production,
  staging,
  /** Checkout is five, or nine, times as slow. */
  slow: shopWorld(slowerCheckout(5, shopRoutes(100))),
  slower: shopWorld(slowerCheckout(9, shopRoutes(100))),
  /** Checkout is slow, and whoever asks for requests by status gets an error. */
  half: failingFor('http_requests_total', { status: 500 }, shopWorld(slowerCheckout(5, shopRoutes(100)))),
  /** Answer, and have nothing. */
  empty: () => names([]),
  bare: () => names([]),
  nan: numbersWorld('NaN'),
  /** Two routes of six do not know how many requests failed. */
  halfCounted: shopWorld(shopRoutes(100).map((one, index) => (index < 2 ? { ...one, failed: Number.NaN } : one))),
  unauthorized: always({ status: 401, body: { status: 'error', errorType: 'unauthorized', error: 'who are you?' } }),
  limited: always({ status: 429 }),
  broken: always({ status: 500 }),
  page: always({ body: '<html>Log in</html>' }),
  silent: always('never'),
  /** Both environments on one server: told apart by one label, and by none. */
  shared: sharedWorld({ production, staging }, ['environment', ...labels]),
  unlabelled: sharedWorld({ production, staging }, labels),
} as const satisfies Record<string, World>;
