/** One person’s word that a commit may enter an environment. */
export interface Override {
  /** The same word is kept once. */
  readonly id: string;
  readonly environment: string;
  readonly sha: string;
  /** Login. */
  readonly by: string;
  /** Who brought the commit about; null where GitHub does not say. */
  readonly authors: readonly string[] | null;
  readonly reason: string;
  readonly grantedAt: Date;
  readonly expiresAt: Date;
  /** Where it was said. */
  readonly link: string | null;
}
