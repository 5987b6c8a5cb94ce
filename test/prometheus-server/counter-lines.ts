/** Labels of one series. */
type Labels = Readonly<Record<string, string>>;

/** A window of one hour, for tests that do not care when. */
export const hour = { from: '2026-11-20T11:00:00.000Z', to: '2026-11-20T12:00:00.000Z' } as const;

/** Lines of one series over `hour`, one sample a minute; a number is risen to evenly from 0, a word such as NaN stands at every minute. */
export function counterLines(name: string, labels: Labels, value: number | string): string[] {
  return gaugeLines(name, labels, (share) => (typeof value === 'number' ? value * share : value));
}

/** Lines of one series over `hour`, one sample a minute, each a function of the share of the hour that has passed; null is no sample. */
export function gaugeLines(name: string, labels: Labels, value: (share: number) => number | string | null): string[] {
  const start = Date.parse(hour.from) / 1000;
  const text = Object.entries(labels)
    .map(([label, word]) => `${label}=${JSON.stringify(word)}`)
    .join(',');
  return Array.from({ length: 61 }, (_, minute) => minute).flatMap((minute) => {
    const sample = value(minute / 60);
    return sample === null ? [] : [`${name}{${text}} ${sample} ${start + minute * 60}`];
  });
}

/** Lines of one classic histogram over `hour`; the counts are cumulative, by bound as `le` writes it. */
export function histogramLines(
  name: string,
  labels: Labels,
  counts: Readonly<Record<string, number | string>>,
): string[] {
  const buckets = Object.entries(counts).flatMap(([le, count]) =>
    counterLines(`${name}_bucket`, { ...labels, le }, count),
  );
  return [...buckets, ...counterLines(`${name}_count`, labels, counts['+Inf'] ?? 0)];
}
