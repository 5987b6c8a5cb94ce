/** Everybody asks for the same thing in the moment in which the cache is empty. */
export const burstText = String.raw`
const rounds = Math.max(1, Math.floor(duration / settings.every));

/** @type {import('k6/options').Options} */
export const options = {
  ...common,
  thresholds,
  scenarios: {
    burst: { executor: 'per-vu-iterations', vus: settings.users, iterations: rounds, maxDuration: time(rounds * (settings.every + 30) + 60) },
  },
};

/** Empties the cache: by staging's own request for it, else by waiting until entries are too old. @param {string} address */
function flush(address) {
  const request = /** @type {Asked | null} */ (settings.flush);
  if (request === null) return sleep(settings.ttl + 0.5);
  const { status } = send(address, request);
  if (status < 200 || status >= 300) throw new Error('settings.flush: ' + request.path + ' answered ' + status + ', so that the cache is not empty');
}

export function setup() {
  const address = stagingAddress();
  if (settings.flush === null && !(settings.ttl > 0)) {
    throw new Error('settings.flush or settings.ttl: say how the cache of staging is emptied, or how many seconds its entries live');
  }
  // The best of a few: one answer may be slow for a reason of its own.
  let [warm, cold] = [Infinity, Infinity];
  for (let more = 0; more < 4; more += 1) warm = Math.min(warm, probe(address, settings.request));
  for (let more = 0; more < (settings.flush === null ? 1 : 3); more += 1) {
    flush(address);
    cold = Math.min(cold, probe(address, settings.request));
  }
  if (!(cold > warm)) throw new Error('the first answer after the flush came as fast as one from the cache: it was not emptied');
  return { address, limit: Math.max(settings.limit, cold * settings.factor) };
}

/** @param {number} instant milliseconds since 1970 */
const until = (instant) => sleep(Math.max(0, (instant - Date.now()) / 1000));

/** @param {{ address: string, limit: number }} data */
export default function burst({ address, limit }) {
  const start = exec.scenario.startTime + exec.vu.iterationInScenario * settings.every * 1000;
  until(start);
  if (settings.flush !== null && exec.vu.idInTest === 1) flush(address);
  until(start + settings.lead * 1000);
  const answer = send(address, settings.request);
  count(answer, isGood(answer, limit));
}
`;
