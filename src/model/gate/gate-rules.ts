/** What may be required before a release is let through. */
export const requirable = ['validation', 'release', 'canary', 'digest', 'previous', 'drift'] as const;
export type Requirable = (typeof requirable)[number];

/** Days of the week, Monday first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** A point in every week, in the freeze’s own time zone. */
export interface WeekTime {
  readonly day: Weekday;
  readonly hour: number;
  readonly minute: number;
}

/** A time in which nothing is deployed; local times are those of the time zone (an IANA name). */
export type Freeze = { readonly timezone: string; readonly reason: string } & (
  | {
      readonly kind: 'dates';
      /** "2026-12-20T18:00", without offset. */
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'weekly'; readonly from: WeekTime; readonly to: WeekTime }
);

/** How long a commit must have been in the environment before, so that it has seen a business cycle. */
export interface Soak {
  readonly seconds: number;
  /** `business`: hours of Saturday and Sunday do not count. */
  readonly days: 'all' | 'business';
  readonly timezone: string;
}

/** The gate of one environment; ages and times in seconds. */
export interface GateRules {
  readonly required: readonly Requirable[];
  readonly validation: {
    /** Older than this, a validation counts only with a passed canary of this build. */
    readonly freshSeconds: number;
    /** Older than this, it does not count at all. */
    readonly voidSeconds: number;
  };
  readonly releaseSeconds: number;
  readonly canarySeconds: number;
  readonly previousEnvironment: string | null;
  /** Logins whose deployments count: whoever may push can make one. */
  readonly deployers: readonly string[];
  readonly soak: Soak | null;
  readonly freezes: readonly Freeze[];
  /** How long missing evidence is waited for before the answer is no. */
  readonly patienceSeconds: number;
}
