/** A guard as it lies beside the index. */
export interface GuardFile {
  readonly file: string;
  readonly text: string;
}
