import { type Environment, valueOf, wrongAddress } from '../environment.ts';

/** Where traces are sent, and as whose. */
export interface TraceSettings {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
  /** Of the process: its service and whatever else the operator says. */
  readonly resource: Readonly<Record<string, string>>;
  /** Share of the traces that is sent, from 0 to 1. */
  readonly share: number;
}

const endpoint = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const tracesEndpoint = 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';
const samplers = new Map<string, (share: number) => number>([
  ['always_on', () => 1],
  ['always_off', () => 0],
  ['traceidratio', (share) => share],
]);

/** A setting for traces alone goes before that for all signals. */
function signal(environment: Environment, name: string): string | undefined {
  return (
    valueOf(environment, `OTEL_EXPORTER_OTLP_TRACES_${name}`) ?? valueOf(environment, `OTEL_EXPORTER_OTLP_${name}`)
  );
}

function isWanted(environment: Environment): boolean {
  const isOff =
    valueOf(environment, 'OTEL_SDK_DISABLED')?.toLowerCase() === 'true' ||
    valueOf(environment, 'OTEL_TRACES_EXPORTER') === 'none';
  return !isOff && signal(environment, 'ENDPOINT') !== undefined;
}

/** Reads `name=value,name=value`, the values percent-encoded; null where it is something else. */
function pairsOf(text: string | undefined): Record<string, string> | null {
  const pairs = (text ?? '').split(',').filter((pair) => pair.trim() !== '');
  try {
    const read = pairs.map((pair) => {
      const [, name = '', value = ''] = /^\s*([\w.-]+)\s*=(.*)$/.exec(pair) ?? [];
      return [name, decodeURIComponent(value.trim())] as const;
    });
    return read.every(([name]) => name !== '') ? Object.fromEntries(read) : null;
  } catch {
    return null;
  }
}

function samplerOf(environment: Environment): string {
  return (valueOf(environment, 'OTEL_TRACES_SAMPLER') ?? 'always_on').replace(/^parentbased_/, '');
}

const shareOf = (environment: Environment) => Number(valueOf(environment, 'OTEL_TRACES_SAMPLER_ARG') ?? 1);

/** Everything that is wrong about how traces are to be sent; headers hold tokens and are not shown. */
export function traceProblems(environment: Environment): string[] {
  if (!isWanted(environment)) return [];
  const share = shareOf(environment);
  const protocol = signal(environment, 'PROTOCOL');
  const timeout = Number(signal(environment, 'TIMEOUT') ?? 10_000);
  const pairs = 'wanted name=value,name=value, the values percent-encoded';
  const wrong: [boolean, string][] = [
    [
      protocol?.startsWith('http/') === false,
      `OTEL_EXPORTER_OTLP_PROTOCOL is "${protocol}"; wanted http/json, and a receiver of OTLP over HTTP (port 4318)`,
    ],
    [
      !samplers.has(samplerOf(environment)),
      `OTEL_TRACES_SAMPLER is unknown; wanted ${[...samplers.keys()].join(', ')}`,
    ],
    [!(share >= 0 && share <= 1), 'OTEL_TRACES_SAMPLER_ARG is no share; wanted a number from 0 to 1'],
    [!(timeout > 0), 'OTEL_EXPORTER_OTLP_TIMEOUT is no time; wanted milliseconds'],
    [pairsOf(signal(environment, 'HEADERS')) === null, `OTEL_EXPORTER_OTLP_HEADERS cannot be read; ${pairs}`],
    [
      pairsOf(valueOf(environment, 'OTEL_RESOURCE_ATTRIBUTES')) === null,
      `OTEL_RESOURCE_ATTRIBUTES cannot be read; ${pairs}`,
    ],
  ];
  return [
    ...wrongAddress(environment, endpoint, ['https:', 'http:']),
    ...wrongAddress(environment, tracesEndpoint, ['https:', 'http:']),
    ...wrong.flatMap(([isWrong, words]) => (isWrong ? [words] : [])),
  ];
}

/**
 * Reads OpenTelemetry’s own variables; null where no receiver is named, or traces are switched off.
 *
 * @example readTraceSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' })?.url // 'http://collector:4318/v1/traces'
 */
export function readTraceSettings(environment: Environment): TraceSettings | null {
  if (!isWanted(environment)) return null;
  const service = valueOf(environment, 'OTEL_SERVICE_NAME');
  return {
    url: valueOf(environment, tracesEndpoint) ?? `${valueOf(environment, endpoint)?.replace(/\/$/, '')}/v1/traces`,
    headers: pairsOf(signal(environment, 'HEADERS')) ?? {},
    timeoutMilliseconds: Number(signal(environment, 'TIMEOUT') ?? 10_000),
    resource: {
      'service.name': 'tollgate-bot',
      ...pairsOf(valueOf(environment, 'OTEL_RESOURCE_ATTRIBUTES')),
      ...(service === undefined ? {} : { 'service.name': service }),
    },
    share: samplers.get(samplerOf(environment))?.(shareOf(environment)) ?? 1,
  };
}
