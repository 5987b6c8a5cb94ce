import { join } from 'node:path';
import type { Profile } from '../../../src/model/profile.ts';
import type { ReasonCode } from '../../../src/model/reason-codes.ts';
import { createRecordedSource } from '../../../src/sources/recorded/create-recorded-source.ts';
import { describeSourceContract } from '../../contracts/source-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { profileOf, section, sectionsOf, window } from './profiles.ts';

const { folder, write } = temporaryFolder();
const routes = ['GET /orders/{}', 'GET /checkout'];

const recorded = (name: string, sections: Profile['sections']) => async () =>
  createRecordedSource(write(`${name}.json`, profileOf(sections)));
/** What the source that was recorded had already failed to get. */
const unavailable = (reason: ReasonCode) => {
  const failed = { ...section([]), status: 'unavailable', reason, message: 'as it was recorded' } as const;
  return recorded(reason, { latency: failed, errors: failed });
};
const scope = { route: 'GET /checkout', slice: '' };
const nan = {
  state: 'absent',
  measure: 'latency',
  scope,
  source: 'prometheus',
  query: null,
  reason: 'not-a-number',
  message: 'NaN',
} as const;

describeSourceContract('recorded', {
  window,
  states: {
    present: recorded('present', sectionsOf(routes)),
    'absent-route': recorded('absent-route', sectionsOf(['GET /orders/{}'])),
    empty: async () => createRecordedSource(write('empty.json', '')),
    'not-a-number': recorded('not-a-number', { ...sectionsOf(routes), latency: section([nan]) }),
    'several-series': recorded('several-series', sectionsOf(routes, { count: 50, slices: ['region=a', 'region=b'] })),
    'wrong-type': async () => createRecordedSource(write('page.json', '<!doctype html>')),
    unauthorized: unavailable('unauthorized'),
    'not-found': async () => createRecordedSource(join(folder, 'none.json')),
    'rate-limited': unavailable('rate-limited'),
    'server-error': unavailable('server-error'),
    timeout: unavailable('timeout'),
  },
});
