import type { Custom, Metrics } from '../config/schema.ts';
import { emptySection, sectionPerTopic } from './empty-section.ts';
import type { Source } from './source.ts';

/**
 * Builds the source that a side's metrics name; each provider is loaded only where it is used.
 *
 * What the configuration's own checks should have refused (a source without its address or file) gives a source without evidence.
 */
export async function createSource(metrics: Metrics, custom: readonly Custom[]): Promise<Source> {
  const { source, url, file } = metrics;
  switch (source) {
    case 'prometheus': {
      if (url === undefined) return incomplete(source, 'url');
      const { createPrometheusSource } = await import('./prometheus/create-prometheus-source.ts');
      return createPrometheusSource({ ...metrics, url, custom });
    }
    case 'k6-summary': {
      if (file === undefined) return incomplete(source, 'file');
      const { createK6SummarySource } = await import('./k6-summary/create-k6-summary-source.ts');
      return createK6SummarySource({ file, maxSeries: metrics.maxSeries });
    }
    case 'recorded': {
      if (file === undefined) return incomplete(source, 'file');
      const { createRecordedSource } = await import('./recorded/create-recorded-source.ts');
      return createRecordedSource(file);
    }
    // new-source: case
  }
}

function incomplete(name: string, key: string): Source {
  const gap = { reason: 'not-found', message: `metrics.${key} is missing for the source ${name}` } as const;
  return {
    name,
    collect: async ({ topics }) => ({ sections: sectionPerTopic(topics, () => emptySection(name, gap)), queries: {} }),
  };
}
