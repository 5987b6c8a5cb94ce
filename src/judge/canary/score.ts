/** A score that starts at 1 and is multiplied look by look; everything in natural logarithms. */
export interface Score {
  /** The odds multiples that it bets on. */
  readonly grid: readonly number[];
  /** Logarithm of each bet’s capital. */
  readonly bets: readonly number[];
  /** Takes one interval’s logarithm per bet. */
  readonly advance: (logs: readonly number[]) => void;
  /** Logarithm of the score now. */
  readonly value: () => number;
}
