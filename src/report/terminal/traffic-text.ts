import { formatCount } from '../../model/format-value.ts';
import type { TrafficModel } from '../../model/traffic-model.ts';
import { inertTerminal } from '../escape/terminal.ts';

const shown = 10;

type Route = TrafficModel['routes'][number];

function sourceText({ source, excluded }: TrafficModel): string[] {
  const { files, format, lines, malformed, malformedBy, from, to } = source;
  const detail = (items: readonly string[]) => (items.length === 0 ? '' : ` (${items.join(', ')})`);
  return [
    `${formatCount(lines)} lines of ${files.length === 1 ? (files[0]?.name ?? '') : `${files.length} files`}, format ${format}`,
    `  malformed ${formatCount(malformed)}${detail(malformedBy.map(({ reason, count }) => `${reason} ${formatCount(count)}`))}`,
    `  left out ${formatCount(source.excluded)}${detail(excluded.map(({ rule, count }) => `${rule} ${formatCount(count)}`))}`,
    ...(from === null || to === null ? [] : [`  from ${from} to ${to}, times apart by ${source.resolution} s`]),
  ];
}

function routeText({ method, route, share, latency, rate }: Route): string {
  const numbers = [
    `${(share * 100).toFixed(1)} %`,
    ...(rate === null ? [] : [`${rate.avgPerMinute.toFixed(1)}/min, peak ${formatCount(rate.maxPerMinute)}`]),
    ...(latency === null ? [] : [`p95 ${(latency.p95 * 1000).toFixed(0)} ms`]),
  ];
  return `  ${method} ${route}: ${numbers.join(', ')}`;
}

/** What a traffic model says, on one screen. */
export function trafficText(model: TrafficModel): string {
  const { routes, total, remarks } = model;
  const left = routes.length - shown;
  return [
    ...sourceText(model),
    `${formatCount(total.count)} ${total.count === 1 ? 'request' : 'requests'} on ${formatCount(routes.length)} ${routes.length === 1 ? 'route' : 'routes'}`,
    ...routes.slice(0, shown).map(routeText),
    ...(left > 0 ? [`  and ${formatCount(left)} more`] : []),
    ...remarks.map((remark) => `Note: ${remark}`),
  ]
    .map(inertTerminal)
    .join('\n');
}
