import type { Evidence } from '../../model/evidence.ts';
import type { Profile, Section } from '../../model/profile.ts';
import { windowSeconds } from '../../model/window.ts';

/**
 * A profile with its `traffic` section filled from what it measured otherwise: the rate of requests over its window. How unevenly
 * they came is not in counts of a whole window.
 *
 * @param requests of the whole window
 */
export function withTrafficSection(profile: Profile, requests: number): Profile {
  if (profile.sections.traffic !== undefined) return profile;
  const seconds = windowSeconds(profile.window);
  const known = requests > 0 && seconds > 0;
  const common = { scope: { route: null, slice: '' }, source: 'requests', query: null };
  const lacking = (measure: string): Evidence => ({
    state: 'absent',
    measure,
    ...common,
    reason: 'no-series',
    message: 'counts of a whole window do not tell it; a traffic model of the access log does',
  });
  const rate: Evidence = known
    ? {
        state: 'present',
        measure: 'rate',
        ...common,
        value: { kind: 'quantity', value: requests / seconds, unit: 'requests/s' },
      }
    : { state: 'absent', measure: 'rate', ...common, reason: 'no-series', message: 'no requests were counted' };
  const traffic: Section = {
    status: 'partial',
    reason: 'no-series',
    message: 'only the rate is known',
    source: 'requests',
    convention: null,
    remarks: [],
    evidence: [rate, lacking('peak-to-mean'), lacking('dispersion'), lacking('concurrency')],
  };
  return { ...profile, sections: { ...profile.sections, traffic } };
}
