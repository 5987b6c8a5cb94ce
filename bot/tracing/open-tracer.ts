import type { Logger } from 'pino';
import type { TraceSettings } from './trace-settings.ts';
import { silentTracer, type Tracer } from './tracer.ts';

/** Opens what traces are sent with; OpenTelemetry is loaded only where somebody wants traces. */
export async function openTracer(settings: TraceSettings | null, log: Pick<Logger, 'warn'>): Promise<Tracer> {
  if (settings === null) return silentTracer;
  const { openTelemetry } = await import('./open-telemetry.ts');
  const { host } = new URL(settings.url);
  return openTelemetry(settings, (why) => log.warn({ host, why }, 'traces cannot be sent; they are dropped'));
}
