/** Production’s rate, of one client and of another one beside it: nobody is turned away who should not be. */
export const rateText = String.raw`
const client = /** @type {{ header: string, crowd: string, others: string } | null} */ (settings.client);
/** So many that none is missing even where every answer takes its whole time. @param {number} rate */
const enough = (rate) => Math.ceil((rate * settings.limit * 2) / 1000) + 5;
/** @param {string} exec @param {number} rate */
const steady = (exec, rate) => ({
  executor: /** @type {const} */ ('constant-arrival-rate'),
  exec,
  rate,
  timeUnit: '1s',
  duration: time(duration),
  preAllocatedVUs: enough(rate),
  gracefulStop: settings.timeout,
});

/** @type {import('k6/options').Options} */
export const options = {
  ...common,
  thresholds,
  scenarios: {
    crowd: steady('crowd', settings.rate),
    ...(client === null ? {} : { others: steady('others', settings.othersRate) }),
  },
};

export function setup() {
  const address = stagingAddress();
  probe(address, settings.request);
  return { address };
}

/** The client that asks much. Where another one is told apart from it, it may be turned away. @param {{ address: string }} data */
export function crowd({ address }) {
  const answer = send(address, settings.request, client === null ? {} : { [client.header]: client.crowd });
  if (client === null) count(answer, isGood(answer, settings.limit));
}

/** Everybody else. @param {{ address: string }} data */
export function others({ address }) {
  if (client === null) return;
  const answer = send(address, settings.request, { [client.header]: client.others });
  count(answer, isGood(answer, settings.limit));
}
`;
