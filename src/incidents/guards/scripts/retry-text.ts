/** A surge of clients who retry, and then the usual load: what was overloaded must come back by itself. */
export const retryText = String.raw`
/** Shares of the duration: the usual load, the surge, time to recover, and the usual load that is judged. */
const [usual, surge, recovery, judged] = [0.15, 0.15, 0.3, 0.4].map((share) => Math.max(1, share * duration));
/** So many that none is missing even where every attempt of everyone takes its whole time. @param {number} rate */
const enough = (rate) => Math.ceil(rate * (settings.retries + 1) * (settings.limit / 1000 + settings.backoff)) + 5;

/** @param {number} start @param {number} seconds @param {number} rate */
const phase = (start, seconds, rate) => ({
  executor: /** @type {const} */ ('constant-arrival-rate'),
  startTime: Math.round(start * 1000) + 'ms',
  duration: time(seconds),
  rate,
  timeUnit: '1s',
  preAllocatedVUs: enough(rate),
  gracefulStop: time((settings.retries + 1) * (settings.limit / 1000 + settings.backoff) + 1),
});

/** @type {import('k6/options').Options} */
export const options = {
  ...common,
  thresholds,
  scenarios: {
    usual: phase(0, usual, settings.rate),
    surge: phase(usual, surge, settings.surge),
    recovery: phase(usual + surge, recovery, settings.rate),
    judged: phase(usual + surge + recovery, judged, settings.rate),
  },
};

export function setup() {
  const address = stagingAddress();
  probe(address, settings.request);
  return { address };
}

/** A client of the incident: it gives up after the limit and tries again. @param {{ address: string }} data */
export default function ask({ address }) {
  for (let attempt = 0; attempt <= settings.retries; attempt += 1) {
    const answer = send(address, settings.request);
    const good = isGood(answer, settings.limit);
    const isLast = good || attempt === settings.retries;
    if (isLast && exec.scenario.name === 'judged') count(answer, good);
    if (isLast) return;
    sleep(settings.backoff * 2 ** attempt);
  }
}
`;
