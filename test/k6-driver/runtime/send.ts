import type http from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** One exchange, as it goes over the wire. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly agent: http.Agent;
  /** Milliseconds until it is given up. */
  readonly timeout: number;
  readonly insecure: boolean;
  readonly signal: AbortSignal;
}

/** Milliseconds of each part; `duration` is sending, waiting and receiving. */
export interface Timings {
  blocked: number;
  connecting: number;
  tls_handshaking: number;
  sending: number;
  waiting: number;
  receiving: number;
  duration: number;
}

export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly setCookies: readonly string[];
  readonly body: Buffer;
  readonly timings: Timings;
  readonly protocol: string;
  /** Empty where there was an answer. */
  readonly error: string;
  readonly errorCode: number;
}

const noTimings = (): Timings => ({
  blocked: 0,
  connecting: 0,
  tls_handshaking: 0,
  sending: 0,
  waiting: 0,
  receiving: 0,
  duration: 0,
});

/** k6’s error codes: 1050 time-out, 1101 no such host, 1212 refused, 1220 reset; 1000 anything else. */
function codeOf(error: NodeJS.ErrnoException): number {
  const codes = new Map([
    ['ENOTFOUND', 1101],
    ['ECONNREFUSED', 1212],
    ['ECONNRESET', 1220],
    ['ETIMEDOUT', 1050],
  ]);
  return codes.get(error.code ?? '') ?? 1000;
}

function headersOf(message: http.IncomingMessage): Record<string, string> {
  const entries = Object.entries(message.headersDistinct).map(([name, values]) => [
    name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase()),
    (values ?? []).join(', '),
  ]);
  return Object.fromEntries(entries);
}

/** Watches a request and fills the timings in. */
function clock(request: http.ClientRequest): { timings: Timings; received: () => void; ended: () => void } {
  const timings = noTimings();
  const begun = performance.now();
  let [connected, sent, answered] = [begun, begun, begun];
  request.on('socket', (socket) => {
    const assigned = performance.now();
    timings.blocked = assigned - begun;
    connected = assigned;
    if (!socket.connecting) return;
    socket.once('connect', () => {
      connected = performance.now();
      timings.connecting = connected - assigned;
    });
    socket.once('secureConnect', () => {
      timings.tls_handshaking = performance.now() - connected;
      connected = performance.now();
    });
  });
  request.on('finish', () => {
    sent = Math.max(performance.now(), connected);
    timings.sending = sent - connected;
  });
  return {
    timings,
    received: () => {
      answered = performance.now();
      timings.waiting = Math.max(0, answered - Math.max(sent, connected));
    },
    ended: () => {
      const end = performance.now();
      timings.receiving = answered > begun ? end - answered : 0;
      if (answered === begun) timings.waiting = Math.max(0, end - sent);
      timings.duration = timings.sending + timings.waiting + timings.receiving;
    },
  };
}

/** Sends one request and waits for the whole answer; no answer is an answer with an error and status 0. */
export async function send(exchange: Exchange): Promise<Answer> {
  const { method, url, headers, agent, timeout, signal } = exchange;
  const start = url.protocol === 'https:' ? requestHttps : requestHttp;
  const request = start(url, { method, headers, agent, signal, rejectUnauthorized: !exchange.insecure });
  const { timings, received, ended } = clock(request);
  const nothing = { status: 0, statusText: '', headers: {}, setCookies: [], body: Buffer.alloc(0), protocol: '' };
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException) => {
      ended();
      resolve({ ...nothing, timings, error: error.message, errorCode: codeOf(error) });
    };
    const timer = setTimeout(() => {
      request.destroy(Object.assign(new Error('request timeout'), { code: 'ETIMEDOUT' }));
    }, timeout);
    request.on('close', () => clearTimeout(timer));
    request.on('error', fail);
    request.on('response', (message) => {
      received();
      const chunks: Buffer[] = [];
      message.on('data', (chunk: Buffer) => chunks.push(chunk));
      message.on('error', fail);
      message.on('end', () => {
        ended();
        resolve({
          status: message.statusCode ?? 0,
          statusText: `${message.statusCode} ${message.statusMessage}`,
          headers: headersOf(message),
          setCookies: message.headers['set-cookie'] ?? [],
          body: Buffer.concat(chunks),
          timings,
          protocol: `HTTP/${message.httpVersion}`,
          error: '',
          errorCode: 0,
        });
      });
    });
    request.end(exchange.body ?? undefined);
  });
}
