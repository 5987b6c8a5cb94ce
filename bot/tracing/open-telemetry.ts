import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { Postponed } from '../queue/postponed.ts';
import type { TraceSettings } from './trace-settings.ts';
import type { Attributes, SpanGiven, Tracer } from './tracer.ts';

/** So long the end of the process waits for what is left. */
const longestFlush = 3000;

const kinds = {
  server: SpanKind.SERVER,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  client: SpanKind.CLIENT,
} as const;

/** Told when sending begins to fail, and not again until it went well in between. */
type OnFailure = (why: string) => void;

function watched(exporter: OTLPTraceExporter, onFailure: OnFailure): SpanExporter {
  let isFailing = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const hasFailed = result.error !== undefined;
        if (result.error !== undefined && !isFailing) onFailure(result.error.name);
        isFailing = hasFailed;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush(),
  };
}

function contextOf(traceparent: string): Context {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: Number(`0x${flags}`), isRemote: true });
}

function note(span: Span, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) if (value !== null) span.setAttribute(name, value);
}

/**
 * Sends traces by OTLP over HTTP, in the background and in batches; what cannot be sent is dropped, and nothing waits for it.
 *
 * Nothing of it is global: several bots may run in one process, each with a tracer of its own.
 */
export function openTelemetry(settings: TraceSettings, onFailure: OnFailure): Tracer {
  const { url, headers, timeoutMilliseconds: timeoutMillis, resource, share } = settings;
  const exporter = watched(new OTLPTraceExporter({ url, headers: { ...headers }, timeoutMillis }), onFailure);
  const provider = new TracerProvider({
    resource: resourceFromAttributes(resource),
    // What goes on with a trace is sent where its beginning was.
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
    spanLimits: { attributeValueLengthLimit: 300 },
  });
  const tracer = provider.getTracer('tollgate');
  const contexts = new AsyncLocalStorage<Context>();
  const begin = ({ name, kind, attributes = {}, parent, since }: SpanGiven) => {
    const outer = parent ? contextOf(parent) : (contexts.getStore() ?? ROOT_CONTEXT);
    const span = tracer.startSpan(name, { kind: kinds[kind], ...(since && { startTime: since }) }, outer);
    note(span, attributes);
    return { span, inner: trace.setSpan(outer, span) };
  };
  return {
    async span(given, work) {
      const { span, inner } = begin(given);
      try {
        return await contexts.run(inner, () => work((attributes) => note(span, attributes)));
      } catch (error) {
        // Its words may hold what was sent.
        note(span, { 'error.type': error instanceof Error ? error.name : 'unknown' });
        if (!(error instanceof Postponed)) span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    },
    current() {
      const span = trace.getSpanContext(contexts.getStore() ?? ROOT_CONTEXT);
      return span ? `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}` : null;
    },
    async close() {
      const sent = provider.shutdown().catch(() => {});
      await Promise.race([sent, sleep(longestFlush, undefined, { ref: false })]);
    },
  };
}
