/** A number of users who do not stop asking: pools, locks, leaks. */
export const constantUsersText = String.raw`
/** @type {import('k6/options').Options} */
export const options = {
  ...common,
  thresholds,
  scenarios: {
    users: { executor: 'constant-vus', vus: settings.users, duration: time(duration), gracefulStop: settings.timeout },
  },
};

export function setup() {
  const address = stagingAddress();
  probe(address, settings.request);
  return { address };
}

/** @param {{ address: string }} data */
export default function ask({ address }) {
  const answer = send(address, settings.request);
  count(answer, isGood(answer, settings.limit));
  sleep(settings.pause);
}
`;
