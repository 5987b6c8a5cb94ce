import { eachPacked } from '../bytes/pair-table.ts';
import { collapseTemplates } from '../routing/collapse-templates.ts';
import { Cells } from '../tally/cells.ts';
import { addLineCounts, type LineCounts, noLines } from '../tally/line-counts.ts';
import type { Partial } from '../tally/partial.ts';
import { templateFacts } from '../tally/template-facts.ts';
import { FollowedClients } from './followed-clients.ts';
import { PagedCounts } from './paged-counts.ts';

/** Templates of the whole log; beyond it, those with many values become parameters at once. */
const mostTemplates = 4096;

/** A file of a log, and how it was read. */
export interface GatheredFile {
  readonly name: string;
  readonly format: string;
  readonly notes: readonly string[];
  readonly counts: LineCounts;
}

/** Puts the pieces of a log together, in their order: so the result does not depend on who counted which piece. */
export class Gathering {
  readonly files: GatheredFile[] = [];
  readonly counts = noLines();
  readonly seconds = new PagedCounts();
  readonly followed = new FollowedClients();
  #minutes = new PagedCounts();
  #cells = new Cells(this.#minutes);
  /** Routes were cut short because there were too many. */
  cutShort = false;
  /** Seconds since 1970 of the first and the last modelled request. */
  firstSecond = Number.POSITIVE_INFINITY;
  lastSecond = Number.NEGATIVE_INFINITY;

  get cells(): Cells {
    return this.#cells;
  }

  get minutesAreFull(): boolean {
    return this.#minutes.isFull;
  }

  /** Starts a file; the pieces that follow are its own. */
  startFile(file: Omit<GatheredFile, 'counts'>): void {
    this.files.push({ ...file, counts: noLines() });
  }

  /** Adds the next piece of a file by its number. */
  absorb(file: number, partial: Partial): void {
    addLineCounts(this.counts, partial.counts);
    const counts = this.files[file]?.counts;
    if (counts !== undefined) addLineCounts(counts, partial.counts);
    this.#cells.absorb(partial.cells, (template) => template);
    eachPacked(partial.seconds, (_, second, count) => this.#addSecond(second, count));
    this.followed.absorb(partial.clients, partial.isSampled);
    if (this.#cells.templates.list.length > mostTemplates) this.collapse();
  }

  /** Renames templates; several may become one. */
  rename(rename: (template: string) => string): void {
    const full = this.#minutes.isFull;
    this.#minutes = new PagedCounts();
    this.#minutes.isFull = full;
    const renamed = new Cells(this.#minutes);
    renamed.absorb(this.#cells.counted(), rename);
    this.#cells = renamed;
  }

  /** Makes parameters of the segments that have many values. */
  collapse(): void {
    const rules = collapseTemplates(templateFacts(this.#cells), mostTemplates / 2);
    this.cutShort ||= rules.cutsShort;
    this.rename((template) => rules.rename(template));
  }

  #addSecond(second: number, count: number): void {
    this.seconds.add(0, second, count);
    if (second < this.firstSecond) this.firstSecond = second;
    if (second > this.lastSecond) this.lastSecond = second;
  }
}
