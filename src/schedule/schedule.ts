/** Which minutes of the local calendar a schedule names; every list is sorted and never empty. */
export interface CalendarFields {
  readonly minute: readonly number[];
  readonly hour: readonly number[];
  readonly dayOfMonth: readonly number[];
  /** 1 to 12. */
  readonly month: readonly number[];
  /** 0 (Sunday) to 6. */
  readonly dayOfWeek: readonly number[];
}

/** When something is to be done: named minutes of a time zone’s calendar, each put off by some seconds. */
export interface Schedule {
  readonly fields: CalendarFields;
  /** IANA name, for example Europe/Berlin. */
  readonly timezone: string;
  /** A slot is put off by 0 to so many seconds, so that many repositories do not start at once. */
  readonly jitterSeconds: number;
}
