/** The service while something that it depends on is slow: its answers stay in time, and the other routes do not notice. */
export const dependencyText = String.raw`
const other = /** @type {Asked | null} */ (settings.other);

/** @type {import('k6/options').Options} */
export const options = {
  ...common,
  thresholds,
  scenarios: {
    dependent: { executor: 'constant-vus', exec: 'dependent', vus: settings.users, duration: time(duration), gracefulStop: settings.timeout },
    ...(other === null
      ? {}
      : { independent: { executor: /** @type {const} */ ('constant-vus'), exec: 'independent', vus: 2, duration: time(duration), gracefulStop: settings.timeout } }),
  },
};

/** @param {string} address @param {'on' | 'off'} state */
function makeSlow(address, state) {
  const fault = /** @type {{ on: Asked, off: Asked } | null} */ (settings.fault);
  if (fault === null) return;
  const { status } = send(address, fault[state]);
  if (status < 200 || status >= 300) throw new Error('settings.fault: ' + fault[state].path + ' answered ' + status + ', so that nothing is slow');
}

export function setup() {
  const address = stagingAddress();
  if (settings.fault === null && __ENV.DEPENDENCY !== 'slow') {
    throw new Error('nothing is slow yet: put Toxiproxy or the like before the dependency and say so with DEPENDENCY=slow, or fill in settings.fault');
  }
  if (other !== null) probe(address, other);
  makeSlow(address, 'on');
  return { address };
}

/** @param {{ address: string }} data */
export function teardown({ address }) {
  makeSlow(address, 'off');
}

/** @param {{ address: string }} data */
export function dependent({ address }) {
  const answer = send(address, settings.request);
  count(answer, isGood(answer, settings.limit));
  sleep(settings.pause);
}

/** @param {{ address: string }} data */
export function independent({ address }) {
  if (other === null) return;
  const answer = send(address, other);
  count(answer, isGood(answer, settings.limit));
  sleep(settings.pause);
}
`;
