import { type PodReadings, podsRecording } from '../../canary/pods-recording.ts';
import type { SideReading } from '../../canary/side-reading.ts';
import { canaryFrom } from '../../config/canary-from.ts';
import type { Metrics, Settings } from '../../config/schema.ts';
import type { PodsFile } from '../../model/canary/pods-file.ts';
import { ProviderError } from '../../model/provider-error.ts';
import { UsageError } from '../../model/usage-error.ts';
import { createCanarySource, listCanaryPods } from '../../sources/canary-registry.ts';
import type { CanarySource, CanaryWish } from '../../sources/canary-source.ts';
import { loadSettings, type Request } from '../load-settings.ts';
import { canaryWish } from './run/canary-wish.ts';

export interface RecordPodsRequest extends Request {
  readonly from: Date;
  readonly to: Date;
  readonly progress: (message: string) => void;
}

export interface RecordedPods {
  readonly file: PodsFile;
  readonly secrets: readonly string[];
}

/** So many looks are read at once. */
const stretch = 60;

/** Where the healthy pods are read: the baseline's server and selector. */
function healthySide({ canary = {}, production }: Settings): Metrics {
  const server = canary.baseline?.metrics ?? canary.metrics ?? production?.metrics;
  if (server === undefined)
    throw new UsageError(
      'invalid-configuration',
      'there is no source of metrics: give --canary-metrics URL, or `canary.metrics` in the configuration',
    );
  return { ...server, selector: { ...server.selector, ...canary.baseline?.selector } };
}

interface Span {
  readonly start: number;
  /** Length of a look in milliseconds. */
  readonly length: number;
  readonly count: number;
}

/** Reads all looks of one pod, in order. */
async function readPod(source: CanarySource, { start, length, count }: Span): Promise<SideReading[]> {
  const readings: SideReading[] = [];
  for (let first = 0; first < count; first += stretch) {
    const read = await source.read({ start, length, first, count: Math.min(stretch, count - first) });
    if (!read.ok) throw new ProviderError(read.reason, read.message);
    readings.push(read.reading);
  }
  return readings;
}

/** Reads every pod of a service by itself. */
async function readPods(
  metrics: Metrics,
  wish: CanaryWish,
  { span, progress }: { span: Span; progress: RecordPodsRequest['progress'] },
): Promise<PodReadings> {
  const { start, length, count } = span;
  const window = { from: new Date(start).toISOString(), to: new Date(start + length * count).toISOString() };
  const pods = await listCanaryPods(metrics, window);
  if (!pods.ok) throw new ProviderError(pods.reason, pods.message);
  const { label, names } = pods.value;
  const readings = new Map<string, SideReading[]>();
  for (const [at, name] of names.entries()) {
    progress(`reading pod ${at + 1} of ${names.length} over ${count} looks`);
    // A pod is in one region and of one release.
    const own = { ...metrics, selector: { ...metrics.selector, [label]: name }, splitBy: [] };
    const source = await createCanarySource(own, wish);
    readings.set(name, await readPod(source, span));
  }
  return readings;
}

/**
 * Records every pod of a healthy service look by look, so that pods can be held against pods.
 *
 * @throws UsageError for settings that cannot be used, and where no pod has anything; ProviderError where the server does not answer
 */
export async function recordPods(request: RecordPodsRequest): Promise<RecordedPods> {
  const { settings, secrets } = await loadSettings(request);
  const rules = canaryFrom(settings);
  const [start, length] = [request.from.getTime(), rules.interval * 1000];
  const count = Math.floor((request.to.getTime() - start) / length);
  if (!(count >= 1))
    throw new UsageError(
      'invalid-option',
      `--from, --to: wanted at least one look of ${rules.interval} s between them, the earlier first`,
    );
  const readings = await readPods(healthySide(settings), canaryWish(settings), {
    span: { start, length, count },
    progress: request.progress,
  });
  const file = podsRecording({ ...rules, start }, readings);
  if (file !== null) return { file, secrets };
  throw new UsageError(
    'source-empty',
    `none of ${readings.size} pods has a series of requests between --from and --to: check the selector and the window`,
  );
}
