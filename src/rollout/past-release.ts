/** Something that was once brought into an environment. */
export interface PastRelease {
  /** Where it is written down: the number of a deployment, or a commit of a configuration repository. */
  readonly id: string;
  /** Commit of the application; null where only an image is known. */
  readonly sha: string | null;
  /** What the configuration repository says: a digest or a tag; null where releases are commits. */
  readonly image: string | null;
  readonly at: Date;
  /** Whether it ever came up there. */
  readonly outcome: 'succeeded' | 'failed' | 'unfinished';
  readonly link: string | null;
}

/**
 * What a release is known by: its image where one is deployed, else its commit.
 *
 * @example versionOf({ id: '1', sha: 'abc', image: null, at: new Date(0), outcome: 'failed', link: null }) // 'abc'
 */
export function versionOf({ sha, image, id }: PastRelease): string {
  return image ?? sha ?? id;
}
