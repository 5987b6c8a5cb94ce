/** A commit as far as a record on GitHub needs it. */
export interface RecordedCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** Who made the commit and when, by GitHub’s account where there is one; a stranger can write any name into a commit. */
  readonly by: string;
  readonly at: Date;
}

/** References of one repository outside its branches, and commits without files that they point to. */
export interface RefsPort {
  /** Commit that a reference points to; null where there is none. */
  readRef(ref: string): Promise<string | null>;
  /** Makes a reference that must not exist: of two at once one is told `exists`. */
  createRef(ref: string, sha: string): Promise<'created' | 'exists'>;
  /** Moves a reference forward only: `conflict` where the commit does not follow on what is there now. */
  advanceRef(ref: string, sha: string): Promise<'advanced' | 'conflict'>;
  /** Every reference below a folder, such as `refs/tollgate/lock`. */
  listRefs(folder: string): Promise<readonly { readonly ref: string; readonly sha: string }[]>;
  /** Writes a commit without files that nothing points to yet. */
  createCommit(commit: { readonly message: string; readonly parents: readonly string[] }): Promise<string>;
  /** A commit and those before it, newest first, at most `most`. */
  history(sha: string, most: number): Promise<readonly RecordedCommit[]>;
}
