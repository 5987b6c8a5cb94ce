import { silentTracer, type Tracer } from '../tracing/tracer.ts';
import type { GitHubMetrics } from './github-metrics.ts';

/** Longer than GitHub itself takes for anything (10 seconds). */
const usualPatience = 20_000;
/** Larger than anything that is asked for, in bytes: a page of files, a packed report. */
const largestAnswer = 32 * 1024 * 1024;
/** Answers that have no body by their status. */
const bodiless = new Set([204, 205, 304]);

/** Reads an answer to its end, up to a limit. */
async function wholeOf(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > largestAnswer) throw new Error(`GitHub answers with more than ${largestAnswer} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/**
 * How requests to GitHub leave this process: counted, and never waited for without end, headers or body.
 *
 * The body is read here, because Octokit takes half an answer for an answer: a check was created, and its number is not known.
 */
export function createFetch(
  metrics: Pick<GitHubMetrics, 'requests'>,
  {
    tracer = silentTracer,
    longestAnswer = usualPatience,
  }: { tracer?: Tracer; longestAnswer?: number | undefined } = {},
): typeof fetch {
  const send = async (input: Parameters<typeof fetch>[0], init: RequestInit | undefined, method: string) => {
    const timeout = AbortSignal.timeout(longestAnswer);
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    try {
      const response = await fetch(input, { ...init, signal });
      const body = await wholeOf(response);
      metrics.requests.inc({ method, status: String(response.status) });
      const { status, statusText, headers, url } = response;
      const whole = new Response(bodiless.has(status) ? null : body, { status, statusText, headers });
      return Object.defineProperty(whole, 'url', { value: url });
    } catch (error) {
      metrics.requests.inc({ method, status: '0' });
      throw error;
    }
  };
  return (input, init) => {
    const method = init?.method ?? 'GET';
    // The query of an address may be a permission to read; what is asked of GitHub has no secret in its path.
    const { host, pathname } = new URL(input instanceof Request ? input.url : input);
    const attributes = { 'http.request.method': method, 'server.address': host, 'url.path': pathname };
    return tracer.span({ name: method, kind: 'client', attributes }, async (note) => {
      const response = await send(input, init, method);
      note({ 'http.response.status_code': response.status });
      return response;
    });
  };
}
