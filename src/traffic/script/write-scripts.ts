import type { TrafficModel } from '../../model/traffic-model.ts';
import { libraryText } from './library-text.ts';
import { limitsOfLoad } from './limits-of-load.ts';
import { type LoadSettings, planLoad } from './load-plan.ts';
import { missingValues, type Pools, poolsFor } from './pools.ts';
import { provenanceLines } from './provenance.ts';
import { renderRoutes } from './render-routes.ts';
import { renderVariant } from './render-variant.ts';
import { settingsLines } from './settings-lines.ts';
import { testRun } from './test-run.ts';
import type { Variant } from './variant.ts';
import { burst, curve } from './variants/recorded.ts';
import { steady } from './variants/steady.ts';
import { sustained } from './variants/sustained.ts';
import { soak, spike } from './variants/synthetic.ts';

/** Files that not every folder of scripts has. */
export const optionalFiles = ['curve.js', 'burst.js', 'sustained.js', 'testrun.yaml'] as const;
/** Those that all of them have. */
export const usualFiles = ['routes.js', 'tollgate.js', 'pools.json', 'steady.js', 'spike.js', 'soak.js'] as const;

export interface Writing {
  readonly model: TrafficModel;
  readonly settings: LoadSettings;
  /** SHA-256 of the model's file, in hexadecimal. */
  readonly sha256: string;
  readonly tool: { readonly name: string; readonly version: string };
  /** Values from staging that are known already. */
  readonly pools: Pools;
}

export interface Scripts {
  /** Texts by file name. */
  readonly files: ReadonlyMap<string, string>;
  /** What the load will not show. */
  readonly limits: readonly string[];
  /** Values that must be filled into `pools.json` first. */
  readonly missing: readonly string[];
  /** Variants that this model does not allow, and why. */
  readonly without: readonly string[];
}

/**
 * Writes a folder of k6 scripts for a traffic model; the same input always gives the same bytes.
 *
 * @returns null where the model has no request that may be sent, or no time
 */
export function writeScripts(writing: Writing): Scripts | null {
  const { model, settings } = writing;
  const plan = planLoad(model, settings);
  if (plan === null || plan.routes.length === 0) return null;
  const provenance = [...provenanceLines(writing), ...settingsLines(settings)];
  const limits = limitsOfLoad(plan);
  const variants: readonly (readonly [string, Variant | null])[] = [
    ['steady.js', steady(plan)],
    ['curve.js', curve(plan)],
    ['burst.js', burst(plan)],
    ['spike.js', spike(plan)],
    ['soak.js', soak(plan, model.arrivals.hourOfDay)],
    ['sustained.js', sustained(plan)],
  ];
  const reasons = new Map([
    ['curve.js', 'the log’s times are coarser than a minute'],
    ['burst.js', 'the log’s times are coarser than a minute'],
    ['sustained.js', 'the log knows no visitors, or not how long they pause'],
  ]);
  const pools = poolsFor(plan, writing.pools);
  const files = new Map<string, string>([
    ['routes.js', renderRoutes(plan, [...provenance, ...limits])],
    ['tollgate.js', libraryText],
    ['pools.json', `${JSON.stringify(pools, null, 2)}\n`],
  ]);
  for (const [file, variant] of variants) if (variant !== null) files.set(file, renderVariant(variant, provenance));
  if (settings.runners !== null) files.set('testrun.yaml', testRun(plan, provenance));
  return {
    files,
    limits,
    missing: missingValues(plan, pools),
    without: variants.flatMap(([file, variant]) => (variant === null ? [`${file}: ${reasons.get(file)}`] : [])),
  };
}
