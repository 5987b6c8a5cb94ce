import { names } from '../fake-prometheus/answers.ts';
import { planted, repeated } from './planted-secrets.ts';
import { always, shopRoutes, shopWorld, type World } from './wire-shop.ts';

/** Only what a server of metrics was sent: nobody tells it the address of Slack. */
const { slack: _, ...known } = planted;
const leaking = Object.values(known).map((secret) => `/reset/${secret}`);

/** A healthy shop whose routes hold the very secrets, and whose warnings repeat what it was sent. */
function talkative(more: number, factor: number): World {
  const routes = leaking.map((route) => ({
    method: 'GET',
    route,
    requests: 20_000 + more,
    failed: 20,
    median: 0.05 * factor,
  }));
  const shop = shopWorld([
    ...['a', 'b'].flatMap((version) => shopRoutes(more).map((one) => ({ ...one, route: `/${version}${one.route}` }))),
    ...routes,
  ]);
  return (request) => {
    const answer = shop(request);
    if (answer === undefined || typeof answer === 'string' || typeof answer.body !== 'object') return answer;
    return { ...answer, body: { ...answer.body, warnings: [repeated(request)], infos: [repeated(request)] } };
  };
}

/** Ways in which a server can give away what it was sent. */
export const leakyWorlds = {
  production: talkative(0, 1),
  staging: talkative(100, 5),
  unauthorized: (request) => ({ status: 401, body: { status: 'error', errorType: 'x', error: repeated(request) } }),
  broken: (request) => ({ status: 500, body: { status: 'error', errorType: 'x', error: repeated(request) } }),
  refused: (request) => ({ status: 422, body: { status: 'error', errorType: 'x', error: repeated(request) } }),
  text: (request) => ({ body: repeated(request) }),
  shape: (request) => ({ body: { status: 'success', data: { [repeated(request)]: 1 } } }),
  cut: always('cut'),
  silent: always('never'),
  /** To another host, which here is another name of the same. */
  redirect: (request) => ({
    status: 302,
    headers: {
      location: `http://localhost:${request.headers.host?.split(':')[1]}/elsewhere?was=${encodeURIComponent(repeated(request))}`,
    },
  }),
  /** Nobody may be sent here. */
  elsewhere: () => names([]),
} as const satisfies Record<string, World>;
