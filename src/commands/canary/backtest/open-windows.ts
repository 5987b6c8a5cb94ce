import type { CanaryPlan } from '../../../canary/canary-plan.ts';
import { type CanaryRules, canaryFrom } from '../../../config/canary-from.ts';
import type { Settings } from '../../../config/schema.ts';
import type { WindowRelease } from '../../../model/canary/releases-file.ts';
import { UsageError } from '../../../model/usage-error.ts';
import { createCanarySource } from '../../../sources/canary-registry.ts';
import type { LoadedSettings } from '../../load-settings.ts';
import { canarySides } from '../run/canary-sides.ts';
import { canaryWish } from '../run/canary-wish.ts';
import type { SideSources } from '../run/read-both.ts';
import { perRelease } from './per-release.ts';

/** A day at the usual interval; nobody watches a rollout for longer, and a mistyped year would read for hours. */
const mostLooks = 2880;

/** A past window that can be read. */
export interface OpenWindow {
  readonly release: WindowRelease;
  readonly plan: CanaryPlan;
  /** How many looks it holds. */
  readonly count: number;
  readonly sources: SideSources;
}

/** The configured selectors, with the release’s own labels on top. */
function settingsOf(settings: Settings, { canary, baseline }: WindowRelease): Settings {
  const configured = settings.canary ?? {};
  return {
    ...settings,
    canary: {
      ...configured,
      selector: { ...configured.selector, ...canary },
      baseline: { ...configured.baseline, selector: { ...configured.baseline?.selector, ...baseline } },
    },
  };
}

function looksOf({ from, to }: WindowRelease, { interval }: CanaryRules): number {
  const looks = Math.floor((Date.parse(to) - Date.parse(from)) / (interval * 1000));
  if (looks >= 1 && looks <= mostLooks) return looks;
  throw new UsageError(
    'invalid-option',
    `from, to: wanted 1 to ${mostLooks} looks of ${interval} s between them, not ${looks}`,
  );
}

async function openWindow(release: WindowRelease, { settings, service }: LoadedSettings): Promise<OpenWindow> {
  const own = settingsOf(settings, release);
  const { canary, baseline, sameServer } = canarySides(own);
  const rules = canaryFrom(own);
  const wish = canaryWish(own);
  return {
    release,
    plan: {
      ...rules,
      subject: { service, region: null, release: null },
      start: Date.parse(release.from),
      sameServer,
    },
    count: looksOf(release, rules),
    sources: { canary: await createCanarySource(canary, wish), baseline: await createCanarySource(baseline, wish) },
  };
}

/**
 * Opens the windows of past releases; sends nothing.
 *
 * @throws UsageError that says of every release why it cannot be read
 */
export function openWindows(releases: readonly WindowRelease[], loaded: LoadedSettings): Promise<OpenWindow[]> {
  return perRelease(releases, 1, { nameOf: ({ name }) => name, work: (release) => openWindow(release, loaded) });
}
