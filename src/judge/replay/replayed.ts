/** What a judge would have done with a recorded canary. */
export interface Replayed {
  /** `undecided`: it held, paused, or ran out of looks. */
  readonly outcome: 'passed' | 'stopped' | 'undecided';
  /** The row that decided, from 1; null where none did. */
  readonly look: number | null;
  /** Why, for a person. */
  readonly reason: string;
}
