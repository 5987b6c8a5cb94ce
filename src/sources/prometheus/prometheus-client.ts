import type { Window } from '../../model/window.ts';
import { type Answer, createHttpClient, type HttpClient, type HttpRequest } from '../http/http-client.ts';
import { notPrometheus, parseNames, parseRows, type Rows } from './prometheus-answer.ts';
import type { PrometheusSettings } from './prometheus-settings.ts';

/** The four requests of the Prometheus HTTP API that are used; every other file here is free of input and output. */
export interface PrometheusClient {
  /** Evaluates a query at the end of a window. */
  instant(query: string, at: string): Promise<Answer<Rows>>;
  /** Evaluates a query at `from`, every `step` seconds, up to and including `to`. */
  range(query: string, window: Window, step: number): Promise<Answer<Rows>>;
  /** Values of a label among the series that match within the window. */
  labelValues(label: string, match: string, window: Window): Promise<Answer<readonly string[]>>;
  /** Names of the labels of the series that match within the window. */
  labelNames(match: string, window: Window): Promise<Answer<readonly string[]>>;
}

/** A series with its labels is about 300 bytes of JSON, with long route names more. */
const bytesPerSeries = 1024;
const leastBudget = 1024 * 1024;
const largestBudget = 256 * 1024 * 1024;

/**
 * Opens a client of one Prometheus-compatible server. Its requests never throw for what the server does.
 *
 * @throws Error (without secrets) where address, credentials or headers cannot be used
 */
export function createPrometheusClient(settings: PrometheusSettings): PrometheusClient {
  const { maxSeries } = settings;
  const maxBytes = Math.min(Math.max(maxSeries * bytesPerSeries, leastBudget), largestBudget);
  const http = createHttpClient({ ...settings, maxBytes });
  const query = (path: string, parameters: [string, string][]) =>
    askRows(http, { method: 'POST', path, parameters }, maxSeries);
  return {
    instant: (text, at) =>
      query('/api/v1/query', [
        ['query', text],
        ['time', at],
      ]),
    range: (text, { from, to }, step) =>
      query('/api/v1/query_range', [
        ['query', text],
        ['start', from],
        ['end', to],
        ['step', String(step)],
      ]),
    labelValues: (label, match, window) =>
      // Only GET: servers refuse a POST here.
      askNames(http, { method: 'GET', path: `/api/v1/label/${label}/values`, parameters: matching(match, window) }),
    labelNames: (match, window) =>
      askNames(http, { method: 'POST', path: '/api/v1/labels', parameters: matching(match, window) }),
  };
}

function matching(match: string, { from, to }: Window): [string, string][] {
  return [
    ['match[]', match],
    ['start', from],
    ['end', to],
  ];
}

async function askNames(http: HttpClient, request: HttpRequest): Promise<Answer<readonly string[]>> {
  const answer = await http.json(request);
  if (!answer.ok) return answer;
  const names = parseNames(answer.value);
  return names === undefined ? http.failure(request, 'bad-response', notPrometheus) : { ok: true, value: names };
}

async function askRows(http: HttpClient, request: HttpRequest, maxSeries: number): Promise<Answer<Rows>> {
  const answer = await http.json(request);
  if (!answer.ok) return answer;
  const parsed = parseRows(answer.value);
  if (!parsed.ok) return http.failure(request, 'bad-response', parsed.message);
  const { rows, warnings, infos } = parsed.value;
  if (rows.length > maxSeries) {
    return http.failure(request, 'over-budget', `${rows.length} series, more than the budget of ${maxSeries}`);
  }
  const safe = (words: readonly string[]) => words.map((one) => http.safe(one));
  return { ok: true, value: { rows, warnings: safe(warnings), infos: safe(infos) } };
}
