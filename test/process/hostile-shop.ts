import { shopRoutes, shopWorld, type WireRoute, type World } from './wire-shop.ts';

/** What strangers may call a route. */
export const hostileRoutes: readonly string[] = [
  '</td><script>alert(1)</script>',
  '</td><script src="//evil.example/x.js" ></script >',
  '"><img src=x onerror=alert(1)>',
  '::error::x',
  '::add-mask::production',
  '/a\n::error file=x,line=1::x\r\n::set-output name=decision::pass',
  '##[error]x',
  '@everyone and @octocat/team',
  '<!channel> <!here>',
  'a|b||c',
  `/${'x'.repeat(10_240)}`,
  '/\u202Etxt.exe\u202C',
  '${{ github.token }}',
  '\u001B[2J\u001B]8;;https://evil.example\u0007click\u001B]8;;\u0007',
  '[link](javascript:alert(1)) ![img](https://evil.example/x.png)',
  '<!-- tollgate:report:service:fidelity -->',
];

/** With and without a method, because without one the name stands alone. */
const routes = (slower: number): WireRoute[] =>
  hostileRoutes.map((route, index) => ({
    method: index % 2 === 0 ? 'GET' : '',
    route,
    requests: 20_000,
    failed: 20,
    median: 0.05 * slower,
  }));

/** So many harmless routes that the slow ones are no common factor. */
const harmless = (more: number): WireRoute[] =>
  ['a', 'b', 'c', 'd'].flatMap((version) =>
    shopRoutes(more).map((one) => ({ ...one, route: `/${version}${one.route}` })),
  );

/** Production, and a staging in which every hostile route but the last two is five times as slow; the last two are missing. */
export const hostileWorlds = {
  production: shopWorld([...harmless(0), ...routes(1)]),
  staging: shopWorld([...harmless(100), ...routes(5).slice(0, -2)]),
  /** A server whose refusal is as hostile. */
  refusing: () => ({
    status: 401,
    body: { status: 'error', errorType: 'x', error: hostileRoutes.join('\n').slice(0, 5000) },
  }),
} as const satisfies Record<string, World>;
