import type { Option } from '../../../config/options-tree.ts';

/** A setting of a canary that can be given as an option, and where it belongs in the configuration. */
interface CanaryOption {
  readonly name: string;
  readonly path: Option['path'];
  readonly placeholder: string;
  readonly description: string;
  /** Written as a whole number. */
  readonly isNumber?: boolean;
}

export const canaryOptions: readonly CanaryOption[] = [
  {
    name: 'canary-metrics',
    path: ['canary', 'metrics', 'url'],
    placeholder: 'URL',
    description: 'base address of the Prometheus-compatible server that holds both sides (default: production’s)',
  },
  {
    name: 'canary-selector',
    path: ['canary', 'selector'],
    placeholder: 'LABEL=VALUE,…',
    description: 'labels of the canary’s series, for example track=canary; never PromQL',
  },
  {
    name: 'baseline-selector',
    path: ['canary', 'baseline', 'selector'],
    placeholder: 'LABEL=VALUE,…',
    description: 'labels of the baseline’s series, for example track=stable',
  },
  {
    name: 'baseline-metrics',
    path: ['canary', 'baseline', 'metrics', 'url'],
    placeholder: 'URL',
    description: 'base address of the baseline’s server, where it is another one',
  },
  {
    name: 'interval',
    path: ['canary', 'interval'],
    placeholder: 'DURATION',
    description: 'length of one look, at least the scrape interval (30s)',
  },
  {
    name: 'looks',
    path: ['canary', 'looks'],
    placeholder: 'NUMBER',
    description: 'planned looks after the warm-up (30)',
    isNumber: true,
  },
  {
    name: 'warmup',
    path: ['canary', 'warmup'],
    placeholder: 'NUMBER',
    description: 'looks at the start that are dropped (2)',
    isNumber: true,
  },
  {
    name: 'share',
    path: ['canary', 'share'],
    placeholder: 'SHARE',
    description: 'the canary’s configured share of requests, for example 5%; a canary off it does not pass',
  },
  {
    name: 'deadline',
    path: ['canary', 'deadline'],
    placeholder: 'POLICY',
    description:
      'undecided at the last look: hold, or promote (15 minutes more, then accept what is at most twice as bad)',
  },
  {
    name: 'bake',
    path: ['canary', 'bake'],
    placeholder: 'DURATION',
    description: 'how long is watched on after a pass, for example 30m (default: not at all)',
  },
];

/** The given options as settings of the configuration. */
export function toCanaryOptions(given: (name: string) => string | undefined): Option[] {
  return canaryOptions.flatMap(({ name, path, isNumber }) => {
    const value = given(name);
    if (value === undefined) return [];
    return [{ name: `--${name}`, path, value: isNumber === true && /^\d{1,9}$/.test(value) ? Number(value) : value }];
  });
}
