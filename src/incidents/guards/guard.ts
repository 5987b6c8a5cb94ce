import type { Dimension } from '../../model/dimension.ts';
import type { TrafficModel } from '../../model/traffic-model.ts';
import type { IncidentEntry } from '../incident-index.ts';

/** What a guard is; see `guardKinds`. */
export type GuardKind = NonNullable<IncidentEntry['guard']>['kind'];

/** A test that would have caught an incident. */
export interface Guard {
  readonly kind: GuardKind;
  /** Beside the index; the first one is the guard itself. */
  readonly files: readonly [{ readonly path: string; readonly text: string }];
  /** Why this kind of guard and no other, in words for a reviewer. */
  readonly why: string;
  /** Where staging has to show it. */
  readonly dimensions: readonly Dimension[];
  /** What was not said and had to be assumed: a reviewer looks there first. */
  readonly assumed: readonly string[];
}

/** What guards are made with, besides the incident. */
export interface GuardContext {
  /** Production’s traffic; null where there is no model. */
  readonly traffic: TrafficModel | null;
  /** Hosts that a script refuses, besides every host that does not say that it is staging. */
  readonly productionHosts: readonly string[];
}
