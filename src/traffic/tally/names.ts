/** Numbers names in the order of their first coming. */
export class Names {
  list: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** Forgets everything; a list that was given away stays as it is. */
  clear(): void {
    this.list = [];
    this.#numbers.clear();
  }

  number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.list.length);
    return this.list.push(name) - 1;
  }
}
