/** Nothing went wrong, and nothing can be done before a time: the attempt is made then, and does not count. */
export class Postponed extends Error {
  override readonly name: string = 'Postponed';
  readonly until: Date;

  constructor(message: string, until: Date) {
    super(message);
    this.until = until;
  }
}
