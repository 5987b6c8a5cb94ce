/** Which way of differing counts against the canary. */
export type Direction = 'increase' | 'decrease' | 'either';

/** How one metric is judged; the words and defaults are Kayenta's own (`analysisConfigurations.canary`). */
export interface KayentaMetric {
  readonly direction: Direction;
  /** Missing values are left out, or taken as zero. */
  readonly nanStrategy: 'remove' | 'replace';
  readonly outliers: { readonly strategy: 'keep' | 'remove'; readonly outlierFactor: number };
  /** Not passing ends everything with score 0. */
  readonly critical: boolean;
  readonly mustHaveData: boolean;
  /** Judged and shown, never scored. */
  readonly muted: boolean;
  readonly effectSize: EffectSizeLimits;
}

/** The least effect that counts, in the units of its measure. */
export interface EffectSizeLimits {
  readonly measure: 'meanRatio' | 'cles';
  readonly allowedIncrease: number;
  readonly allowedDecrease: number;
  readonly criticalIncrease: number;
  readonly criticalDecrease: number;
}

/** Canary and baseline of one metric, one value per interval; NaN where nothing was measured. */
export interface MetricPair {
  readonly experiment: readonly number[];
  readonly control: readonly number[];
}

function effectSizeLimits(given: Partial<EffectSizeLimits>): EffectSizeLimits {
  const even = given.measure === 'cles' ? 0.5 : 1;
  return {
    measure: 'meanRatio',
    allowedIncrease: even,
    allowedDecrease: even,
    criticalIncrease: even,
    criticalDecrease: even,
    ...given,
  };
}

/** A metric's configuration as it may be written: only what differs from Kayenta's defaults. */
export type KayentaMetricInput = Partial<Omit<KayentaMetric, 'effectSize'>> & {
  readonly effectSize?: Partial<EffectSizeLimits>;
};

/**
 * A metric's configuration with Kayenta's defaults filled in.
 *
 * @example kayentaMetric({ effectSize: { measure: 'cles' } }).effectSize.allowedIncrease // 0.5
 */
export function kayentaMetric({ effectSize = {}, ...given }: KayentaMetricInput): KayentaMetric {
  return {
    direction: 'either',
    nanStrategy: 'remove',
    outliers: { strategy: 'keep', outlierFactor: 3 },
    critical: false,
    mustHaveData: false,
    muted: false,
    ...given,
    effectSize: effectSizeLimits(effectSize),
  };
}
