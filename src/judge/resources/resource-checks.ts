import type { CheckName, Scaled } from '../../model/policy.ts';

/** How one resource check reads its measure. */
export interface ResourceCheck {
  readonly check: CheckName;
  /** Measures in order of preference; the first that both sides have is compared. */
  readonly measures: readonly string[];
  /** Divided by the requests of the window, so that more traffic is not more use. */
  readonly perRequest: boolean;
  /** Only compared where requests per pod are alike. */
  readonly needsComparableLoad: boolean;
  /** A change is a difference (of shares or counts) rather than a ratio. */
  readonly kind: 'ratio' | 'difference';
  readonly scale: Scaled | null;
  readonly name: string;
}

export const resourceChecks: readonly ResourceCheck[] = [
  {
    check: 'cpu',
    measures: ['cpu-cores'],
    perRequest: true,
    needsComparableLoad: true,
    kind: 'ratio',
    scale: 'cpu',
    name: 'CPU time per request',
  },
  {
    check: 'memory',
    measures: ['memory-share', 'memory-bytes'],
    perRequest: false,
    needsComparableLoad: true,
    kind: 'ratio',
    scale: 'memory',
    name: 'memory',
  },
  {
    check: 'throttling',
    measures: ['throttled-share'],
    perRequest: false,
    needsComparableLoad: true,
    kind: 'difference',
    scale: 'throttling',
    name: 'throttled CPU periods',
  },
  {
    check: 'disk',
    measures: ['disk-share'],
    perRequest: false,
    needsComparableLoad: true,
    kind: 'ratio',
    scale: 'disk',
    name: 'disk busy',
  },
  {
    check: 'network',
    measures: ['network-bytes'],
    perRequest: true,
    needsComparableLoad: true,
    kind: 'ratio',
    scale: 'network',
    name: 'network traffic per request',
  },
  {
    check: 'pool',
    measures: ['pool-share'],
    perRequest: false,
    needsComparableLoad: true,
    kind: 'ratio',
    scale: 'pool',
    name: 'connection pool in use',
  },
  {
    check: 'oom-kills',
    measures: ['oom-kills'],
    perRequest: false,
    needsComparableLoad: false,
    kind: 'difference',
    scale: null,
    name: 'OOM kills',
  },
];
