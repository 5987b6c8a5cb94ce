import { podLabels } from '../../../canary/identity.ts';
import type { Window } from '../../../model/window.ts';
import type { Answer } from '../../http/http-client.ts';
import { createPrometheusClient } from '../prometheus-client.ts';
import type { PrometheusSettings } from '../prometheus-settings.ts';
import { matchers } from '../promql.ts';

/** The pods of a service: the label that names them, and its values. */
export interface NamedPods {
  readonly label: string;
  readonly names: readonly string[];
}

/** Asks which pods a selector's series had within a window, by the first label that names them; none where no label does. */
export async function listPods(settings: PrometheusSettings, window: Window): Promise<Answer<NamedPods>> {
  const client = createPrometheusClient(settings);
  const own = matchers(settings.selector);
  // A selector needs one matcher that does not match the empty text.
  const match = `{__name__=~".+"${own === '' ? '' : `,${own}`}}`;
  for (const label of [...podLabels, 'instance']) {
    const values = await client.labelValues(label, match, window);
    if (!values.ok) return values;
    const names = values.value.filter((name) => name !== '').toSorted();
    if (names.length > 0) return { ok: true, value: { label, names } };
  }
  return { ok: true, value: { label: 'pod', names: [] } };
}
