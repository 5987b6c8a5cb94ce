import { DenseTable } from '../bytes/dense-table.ts';
import { eachPacked, PairTable, packPairs } from '../bytes/pair-table.ts';
import { bucketOf } from './bucket.ts';
import { Names } from './names.ts';

/** Counts by two whole numbers, however they are kept. */
export interface PairCounts {
  add(first: number, second: number, amount: number): void;
  forEach(visit: Visit): void;
  clear(): void;
}

type Visit = (first: number, second: number, count: number) => void;

const numbersOfCell = 5;
const statusWidth = 1024;
/** Buckets of numbers below 2³¹. */
const bucketWidth = 1664;

/** Everything that is counted of each method and template. */
interface CountedCells<Table> {
  readonly templates: readonly string[];
  readonly methods: readonly string[];
  readonly queryNames: readonly string[];
  /** Template and method of each cell. */
  readonly keys: readonly (readonly [number, number])[];
  /** Of each cell: requests, sum and largest of microseconds, sum and largest of bytes. */
  readonly numbers: Float64Array;
  readonly statuses: Table;
  readonly durations: Table;
  readonly sizes: Table;
  readonly minutes: Table;
  readonly queries: Table;
}

/** As plain data that travels between threads. */
export type PackedCells = CountedCells<Float64Array<ArrayBuffer>>;

function each(table: Float64Array | Pick<PairCounts, 'forEach'>, visit: Visit): void {
  if (table instanceof Float64Array) eachPacked(table, visit);
  else table.forEach(visit);
}

/** Counts requests by cell: one cell is one method of one path template. */
export class Cells {
  readonly templates = new Names();
  readonly methods = new Names();
  readonly queryNames = new Names();
  readonly statuses = new DenseTable(statusWidth);
  readonly durations = new DenseTable(bucketWidth);
  readonly sizes = new DenseTable(bucketWidth);
  readonly queries = new PairTable();
  readonly minutes: PairCounts;
  keys: [number, number][] = [];
  /** By template and method. */
  #cells: number[][] = [];
  #numbers = new Float64Array(64 * numbersOfCell);

  constructor(minutes: PairCounts = new PairTable()) {
    this.minutes = minutes;
  }

  get size(): number {
    return this.keys.length;
  }

  /** Forgets everything, and keeps its room: tables that are made anew for every piece of a log pile up until they are collected. */
  clear(): void {
    for (const names of [this.templates, this.methods, this.queryNames]) names.clear();
    for (const table of [this.statuses, this.durations, this.sizes, this.queries, this.minutes]) table.clear();
    this.keys = [];
    this.#cells = [];
    this.#numbers.fill(0);
  }

  /** The cell of a template and a method, by their numbers. */
  cell(template: number, method: number): number {
    return this.#cells[template]?.[method] ?? this.#newCell(template, method);
  }

  addRequest(cell: number, status: number, minute: number): void {
    (this.#numbers[cell * numbersOfCell] as number) += 1;
    this.statuses.add(cell, status, 1);
    this.minutes.add(cell, minute, 1);
  }

  /** @param microseconds whole, not below 0 */
  addDuration(cell: number, microseconds: number): void {
    this.durations.add(cell, bucketOf(microseconds), 1);
    this.#addNumber(cell * numbersOfCell + 1, microseconds);
  }

  /** @param bytes whole, not below 0 */
  addSize(cell: number, bytes: number): void {
    this.sizes.add(cell, bucketOf(bytes), 1);
    this.#addNumber(cell * numbersOfCell + 3, bytes);
  }

  /** Requests, sum and largest of microseconds, sum and largest of bytes of a cell. */
  numbersOf(cell: number): Float64Array {
    return this.#numbers.subarray(cell * numbersOfCell, (cell + 1) * numbersOfCell);
  }

  /** Adds what was counted elsewhere; `rename` may put several templates into one. */
  absorb(counted: PackedCells | CountedCells<Pick<PairCounts, 'forEach'>>, rename: (template: string) => string): void {
    const templates = counted.templates.map((template) => this.templates.number(rename(template)));
    const methods = counted.methods.map((method) => this.methods.number(method));
    const queryNames = counted.queryNames.map((name) => this.queryNames.number(name));
    const cells = counted.keys.map(([template, method]) => this.cell(templates[template] ?? 0, methods[method] ?? 0));
    const cellOf = (cell: number) => cells[cell] ?? 0;
    for (const [index, cell] of cells.entries())
      this.#addNumbers(cell, counted.numbers.subarray(index * numbersOfCell));
    for (const [from, to] of [
      [counted.statuses, this.statuses],
      [counted.durations, this.durations],
      [counted.sizes, this.sizes],
      [counted.minutes, this.minutes],
    ] as const)
      each(from, (cell, second, count) => to.add(cellOf(cell), second, count));
    each(counted.queries, (cell, name, count) => this.queries.add(cellOf(cell), queryNames[name] ?? 0, count));
  }

  pack(): PackedCells {
    return {
      ...this.counted(),
      statuses: packPairs(this.statuses),
      durations: packPairs(this.durations),
      sizes: packPairs(this.sizes),
      minutes: packPairs(this.minutes),
      queries: packPairs(this.queries),
    };
  }

  /** What was counted, to be absorbed elsewhere; not a copy. */
  counted(): CountedCells<PairCounts> {
    const { statuses, durations, sizes, minutes, queries } = this;
    return {
      templates: this.templates.list,
      methods: this.methods.list,
      queryNames: this.queryNames.list,
      keys: this.keys,
      numbers: this.#numbers.slice(0, this.size * numbersOfCell),
      statuses,
      durations,
      sizes,
      minutes,
      queries,
    };
  }

  #newCell(template: number, method: number): number {
    const cell = this.keys.push([template, method]) - 1;
    while (this.#cells.length <= template) this.#cells.push([]);
    (this.#cells[template] as number[])[method] = cell;
    if ((cell + 1) * numbersOfCell > this.#numbers.length) {
      const larger = new Float64Array(this.#numbers.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    return cell;
  }

  #addNumber(at: number, value: number): void {
    const numbers = this.#numbers;
    (numbers[at] as number) += value;
    if (value > (numbers[at + 1] as number)) numbers[at + 1] = value;
  }

  #addNumbers(cell: number, more: Float64Array): void {
    const mine = this.numbersOf(cell);
    const [count = 0, duration = 0, longest = 0, size = 0, largest = 0] = more;
    (mine[0] as number) += count;
    (mine[1] as number) += duration;
    (mine[3] as number) += size;
    mine[2] = Math.max(mine[2] as number, longest);
    mine[4] = Math.max(mine[4] as number, largest);
  }
}
