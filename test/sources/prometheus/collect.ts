import type { Evidence, Value } from '../../../src/model/evidence.ts';
import { Section } from '../../../src/model/profile.ts';
import type { Window } from '../../../src/model/window.ts';
import { createPrometheusSource } from '../../../src/sources/prometheus/create-prometheus-source.ts';
import type { PrometheusSettings } from '../../../src/sources/prometheus/prometheus-settings.ts';
import type { Topic } from '../../../src/sources/source.ts';
import { hour } from '../../prometheus-server/counter-lines.ts';
import { settingsFor } from './prometheus-settings.ts';

/** Collects one topic, over `hour` unless another window is given, and checks that a profile can hold it. */
export async function collectTopic(
  topic: Topic,
  url: string,
  { window = hour, ...own }: Partial<PrometheusSettings> & { window?: Window },
): Promise<Section> {
  const source = createPrometheusSource(settingsFor(url, own));
  const { sections } = await source.collect({ side: 'side', window, topics: [topic], dryRun: false });
  const section = sections[topic];
  if (section === undefined) throw new Error(`no section for ${topic}`);
  Section.parse(section);
  return section;
}

/** Values, or the reasons for their absence, by route and slice; the measure stands for what has neither. */
export function byRoute(evidence: readonly Evidence[]): Record<string, Value | string> {
  return Object.fromEntries(
    evidence.map((one) => {
      const name = [one.scope.route, one.scope.slice].filter((part) => part !== null && part !== '').join(' ');
      return [name === '' ? one.measure : name, one.state === 'present' ? one.value : one.reason];
    }),
  );
}
