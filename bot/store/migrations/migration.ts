/** One step of the store's tables; once released it never changes. */
export interface Migration {
  readonly id: string;
  readonly statements: readonly string[];
}
