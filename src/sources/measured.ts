import { type Evidence, PresentEvidence } from '../model/evidence.ts';

/** A measurement as evidence; absent, with what is wrong with it, where such a value cannot be. */
export function measured(measurement: Omit<PresentEvidence, 'state'>): Evidence {
  const present = { state: 'present', ...measurement } as const;
  const [wrong] = PresentEvidence.safeParse(present).error?.issues ?? [];
  if (wrong === undefined) return present;
  const { value: _, ...common } = measurement;
  const place = wrong.path.filter((step) => step !== 'value').join('.');
  const message = `${measurement.measure} cannot be what was measured: ${place === '' ? '' : `${place}: `}${wrong.message}`;
  return { ...common, state: 'absent', reason: 'not-a-number', message };
}
