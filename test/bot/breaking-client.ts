import { ProbotOctokit } from 'probot';

/** Ways in which GitHub can fail to answer, or give what it never would. */
export const breaks = ['broken', 'not-found', 'garbage', 'nothing'] as const;
export type Break = (typeof breaks)[number];

const statuses = new Map<Break, number>([
  ['broken', 502],
  ['not-found', 404],
]);

function failure(how: Break): Error {
  const status = statuses.get(how) ?? 500;
  return Object.assign(new Error(`answered ${status}`), { status, response: { status, headers: {}, data: {} } });
}

interface Asked {
  readonly method: string;
  readonly url: string;
}

type Answer = Awaited<ReturnType<InstanceType<typeof ProbotOctokit>['request']>>;

const routeOf = ({ method, url }: Asked) => `${method} ${url}`;

/** What GitHub answers in place of what it knows: of the form of its answer where that is a list, else of no form at all. */
function spoilt(answer: Answer, how: Break): Answer {
  const data = how === 'garbage' ? { sha: 7, tree: 'no' } : Array.isArray(answer.data) ? [] : {};
  return { ...answer, data };
}

/**
 * A client whose questions can be broken by their route, one by one. What GitHub answered once it answers again, so that many cases cost
 * nothing.
 */
export function breakingClient(url: string) {
  const known = new Map<string, Promise<Answer>>();
  const asked = new Set<string>();
  let broken: ReadonlyMap<string, Break> = new Map();
  const Octokit = ProbotOctokit.defaults((options: object) => ({
    ...options,
    retry: { enabled: false },
    throttle: { enabled: false },
  }));
  const client = new Octokit({ auth: { token: 'ghs_installation' }, baseUrl: url });
  client.hook.wrap('request', async (request, options) => {
    const route = routeOf(options);
    asked.add(route);
    const how = broken.get(route);
    if (how !== undefined && how !== 'garbage' && how !== 'nothing') throw failure(how);
    const key = JSON.stringify([route, options]);
    const answered = known.get(key) ?? Promise.resolve(request(options));
    known.set(key, answered);
    // What is not there can be answered by nonsense too.
    const absent: Answer = { status: 200, url: '', headers: {}, data: null };
    const answer = how === undefined ? await answered : await answered.catch(() => absent);
    // Answers are handed out again: nobody may change them.
    return how === undefined ? { ...answer } : spoilt(answer, how);
  });
  return {
    client,
    /** Every route that was asked since it was broken last, or mended. */
    routes: () => [...asked].toSorted(),
    break: (routes: ReadonlyMap<string, Break>) => {
      broken = routes;
      asked.clear();
    },
  };
}
