/** A number of things of which each is used by one at a time, and a queue before them. */
export class Connections {
  #free: number;
  readonly #waiting: ((gets: boolean) => void)[] = [];

  constructor(size: number) {
    this.#free = size;
  }

  get queue(): number {
    return this.#waiting.length;
  }

  /** Whether one became free within so many milliseconds. */
  async take(patience: number): Promise<boolean> {
    if (this.#free > 0) {
      this.#free -= 1;
      return true;
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(told), 1);
        resolve(false);
      }, patience);
      const told = (gets: boolean) => {
        clearTimeout(timer);
        resolve(gets);
      };
      this.#waiting.push(told);
    });
  }

  giveBack(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next(true);
  }
}
