/** How alike the values of a column are on both sides. */
export interface Shape {
  readonly measure: 'Kolmogorov–Smirnov' | 'Jensen–Shannon';
  /** 0 (the same) to 1. */
  readonly distance: number;
  /** What two samples of the same rows stay under. */
  readonly noise: number;
  readonly words: string;
}
