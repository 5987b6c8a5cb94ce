import { hashBytes, mixBits } from '../bytes/hash.ts';
import { PairTable, packPairs } from '../bytes/pair-table.ts';
import { RunTable } from '../bytes/run-table.ts';
import { ruleNumber } from '../exclusion/rules.ts';
import type { LogLine } from '../formats/log-line.ts';
import { outcome } from '../formats/outcome.ts';
import { collapseTemplates } from '../routing/collapse-templates.ts';
import type { DeclaredRoutes } from '../routing/declared-routes.ts';
import { Agents } from './agents.ts';
import { Cells } from './cells.ts';
import { ClientSample } from './client-sample.ts';
import { noLines } from './line-counts.ts';
import { Methods } from './methods.ts';
import type { Partial } from './partial.ts';
import { QueryNames } from './query-names.ts';
import { templateFacts } from './template-facts.ts';
import { Templates } from './templates.ts';

/** Templates of one piece of a log; beyond it, those with many values become parameters at once. */
const mostTemplates = 4096;
const tooOld = ruleNumber('too-old');

/** Counts the requests of one piece of a log after the other. Its memory does not grow with the number of lines. */
export class Tally {
  readonly #cells = new Cells(new RunTable());
  readonly #seconds = new PairTable();
  readonly #clients = new ClientSample();
  #counts = noLines();
  readonly #agents = new Agents();
  readonly #methods = new Methods((method) => this.#cells.methods.number(method));
  readonly #queryNames = new QueryNames(this.#cells);
  readonly #templates: Templates;
  #lastTime = Number.NEGATIVE_INFINITY;
  #second = 0;
  readonly #since: number;
  #inSecond = 0;

  /** @param since milliseconds since 1970; requests before it are left out */
  constructor(declared: DeclaredRoutes, since: number) {
    this.#since = since;
    this.#templates = new Templates(declared, (template) => this.#cells.templates.number(template));
  }

  /** Counts a line by what its parser said of it. */
  add(line: LogLine, result: number): void {
    if (result === outcome.directive) return;
    const counts = this.#counts;
    counts.lines += 1;
    if (result === outcome.request) this.#addRequest(line);
    else (counts.malformed[result - 1] as number) += 1;
  }

  /** What was counted; the next piece starts from nothing. */
  take(): Partial {
    const partial = this.#result();
    this.#cells.clear();
    this.#seconds.clear();
    this.#clients.clear();
    this.#counts = noLines();
    this.#methods.clear();
    this.#queryNames.clear();
    this.#templates.clear();
    this.#lastTime = Number.NEGATIVE_INFINITY;
    return partial;
  }

  #result(): Partial {
    this.#keepSecond();
    return {
      counts: this.#counts,
      cells: this.#cells.pack(),
      seconds: packPairs(this.#seconds),
      clients: this.#clients.result(),
      isSampled: this.#clients.isSampled,
    };
  }

  #addRequest(line: LogLine): void {
    const counts = this.#counts;
    counts.parsed += 1;
    if (line.time < this.#lastTime) counts.outOfOrder += 1;
    this.#lastTime = line.time;
    this.#agents.lookUp(line);
    const template = this.#templates.lookUp(line);
    const rule = this.#ruleFor(line);
    if (rule === 0) this.#addModelled(line, template);
    else (counts.excluded[rule - 1] as number) += 1;
  }

  #ruleFor(line: LogLine): number {
    if (line.time < this.#since) return tooOld;
    return this.#agents.rule === 0 ? this.#templates.ruleFor(line.status) : this.#agents.rule;
  }

  #addModelled(line: LogLine, template: number): void {
    const cells = this.#cells;
    const method = this.#methods.lookUp(line);
    const cell = cells.cell(template, method);
    const second = Math.floor(line.time / 1000);
    cells.addRequest(cell, line.status, Math.floor(second / 60));
    if (line.duration >= 0) cells.addDuration(cell, line.duration);
    if (line.size >= 0) cells.addSize(cell, line.size);
    this.#countSecond(second);
    this.#countLine(line, second);
    const { queryStart } = this.#templates.scanner;
    if (queryStart < line.targetEnd) this.#queryNames.count(line, queryStart, cell);
    if (line.clientEnd > line.clientStart) this.#follow(line, this.#methods.writes(method));
    if (cells.templates.list.length > mostTemplates) this.#collapse();
  }

  /** Most lines have the second of the line before: they are counted together. */
  #countSecond(second: number): void {
    if (second !== this.#second) {
      this.#keepSecond();
      this.#second = second;
    }
    this.#inSecond += 1;
  }

  #keepSecond(): void {
    if (this.#inSecond > 0) this.#seconds.add(0, this.#second, this.#inSecond);
    this.#inSecond = 0;
  }

  #countLine(line: LogLine, second: number): void {
    const counts = this.#counts;
    if (line.time !== second * 1000) counts.hasFractions = true;
    if (!counts.zones.has(line.zone)) counts.zones.add(line.zone);
    if (line.abandoned >= 0) {
      counts.abandonable += 1;
      counts.abandoned += line.abandoned;
    }
    if (line.onConnection >= 0) {
      counts.onConnections += 1;
      if (line.onConnection === 1) counts.connections += 1;
    }
  }

  #follow(line: LogLine, writes: boolean): void {
    const address = hashBytes(line.source, line.clientStart, line.clientEnd);
    const client = mixBits(Math.imul(address, 31) + this.#agents.hash) >>> 0;
    if (!this.#clients.follows(client)) return;
    const target = hashBytes(line.source, line.targetStart, line.targetEnd) >>> 0;
    this.#clients.add(client, line.time, target * 2 + (writes ? 1 : 0));
  }

  #collapse(): void {
    const rules = collapseTemplates(templateFacts(this.#cells), mostTemplates / 2);
    const packed = this.#cells.pack();
    this.#cells.clear();
    this.#cells.absorb(packed, (template) => rules.rename(template));
    this.#templates.collapse(rules);
  }
}
