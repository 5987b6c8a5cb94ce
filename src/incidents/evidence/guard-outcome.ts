/** What a guard says of one target. */
export interface GuardOutcome {
  /** `unreachable`: nobody answered; `unmeasured`: what was seen says nothing. Neither is a pass, and neither is the incident. */
  readonly outcome: 'passed' | 'failed' | 'unmeasured' | 'unreachable';
  readonly why: string;
}

export const passed = (why: string): GuardOutcome => ({ outcome: 'passed', why });
export const failed = (why: string): GuardOutcome => ({ outcome: 'failed', why });
export const unmeasured = (why: string): GuardOutcome => ({ outcome: 'unmeasured', why });

/** `passed` where it is true, else `failed`; NaN makes it false. */
export const judged = (passes: boolean, why: string): GuardOutcome => (passes ? passed(why) : failed(why));

/** A few of many names, in one line. */
export function someNames(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
