/** Labels of one series. */
export type Labels = Readonly<Record<string, string>>;

/** One raw sample of one series. */
export interface Sample {
  readonly labels: Labels;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** NaN and the infinities included. */
  readonly value: number;
}

/** Value of a label, empty where the series has none; safe for names such as `constructor`. */
export function labelOf(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}

/** The value of the first label that is not empty; empty where all are. */
export function firstLabel(labels: Labels, names: readonly string[]): string {
  for (const name of names) {
    const value = labelOf(labels, name);
    if (value !== '') return value;
  }
  return '';
}
