import { dirname, resolve } from 'node:path';
import type { PastRelease } from '../../../judge/replay/backtest-judge.ts';
import type { CanaryFile } from '../../../model/canary/canary-file.ts';
import type { ReleasesFile, WindowRelease } from '../../../model/canary/releases-file.ts';
import { type LoadedSettings, loadSettings, type Request } from '../../load-settings.ts';
import { readCanaryFile } from '../read-canary-file.ts';
import { redactCanaryFile } from '../run/redact-canary-file.ts';
import { sideQueries } from '../run/side-queries.ts';
import { type OpenWindow, openWindows } from './open-windows.ts';
import { perRelease } from './per-release.ts';
import { quotedName } from './quoted-name.ts';
import { readWindow } from './read-window.ts';

/** Where past releases are read from. */
export interface ReleasesRequest extends Request {
  /** The `tollgate.releases/1` file, YAML or JSON. */
  readonly file: string;
  readonly progress: (message: string) => void;
  /** Told what no output may show, before anything is sent. */
  readonly hide: (secrets: readonly string[]) => void;
}

export interface ReadReleases {
  /** In the order of the file. */
  readonly past: readonly PastRelease[];
  readonly secrets: readonly string[];
}

/** So many releases are read at once: enough to hide the way to the server, too few to be a load. */
const mostAtOnce = 4;

const windowsOf = ({ releases }: ReleasesFile): WindowRelease[] =>
  releases.flatMap((release) => ('from' in release ? [release] : []));

/** The windows, opened; where there is none, no configuration is needed. */
async function openAll(
  request: ReleasesRequest,
  releases: ReleasesFile,
): Promise<{ loaded: LoadedSettings | null; opened: ReadonlyMap<WindowRelease, OpenWindow> }> {
  const windows = windowsOf(releases);
  if (windows.length === 0) return { loaded: null, opened: new Map() };
  const loaded = await loadSettings(request);
  request.hide(loaded.secrets);
  const opened = await openWindows(windows, loaded);
  return { loaded, opened: new Map(opened.map((window) => [window.release, window])) };
}

/** The queries of every release’s first look, by release, side and measure. Sends none. */
export async function releaseQueries(
  request: ReleasesRequest,
  releases: ReleasesFile,
): Promise<readonly (readonly [string, string])[]> {
  const { opened } = await openAll(request, releases);
  return [...opened.values()].flatMap(({ release, plan, sources }) => {
    const looks = { start: plan.start, length: plan.interval * 1000, first: 0, count: 1 };
    const queries = Object.entries(sideQueries(sources, looks));
    return queries.map(([key, query]) => [`${quotedName(release.name)} ${key}`, query] as const);
  });
}

/**
 * Reads the rows of past releases, from their files or from the metrics server.
 *
 * @throws UsageError that says of every release why it cannot be used; ProviderError where the server does not answer
 */
export async function readReleases(request: ReleasesRequest, releases: ReleasesFile): Promise<ReadReleases> {
  const { loaded, opened } = await openAll(request, releases);
  const secrets = loaded?.secrets ?? [];
  const origin = {
    command: 'canary backtest',
    generatedAt: request.now.toISOString(),
    configHash: loaded?.hash ?? '',
  };
  const fileOf = async (release: ReleasesFile['releases'][number]): Promise<CanaryFile> => {
    if ('file' in release) return readCanaryFile(resolve(dirname(request.file), release.file));
    const window = opened.get(release);
    if (window === undefined) throw new Error('every window was opened');
    return redactCanaryFile(await readWindow(window, { origin, progress: request.progress }), secrets);
  };
  const past = await perRelease(releases.releases, mostAtOnce, {
    nameOf: ({ name }) => name,
    work: async (release) => ({ release, file: await fileOf(release) }),
  });
  return { past, secrets };
}
