import type { Progress } from '../../model/ports.ts';
import type { NamedFormat } from '../../traffic/formats/log-format.ts';
import { parserOf } from '../../traffic/formats/registry.ts';
import type { DeclaredRoute } from '../../traffic/routing/declared-routes.ts';
import { Gathering } from '../../traffic/summary/gathering.ts';
import type { Partial } from '../../traffic/tally/partial.ts';
import type { Block } from './block.ts';
import { Counting } from './counting.ts';
import type { Input } from './inputs.ts';
import { openLog } from './open-log.ts';
import { ReadingProgress } from './reading-progress.ts';

export interface GatherOptions {
  readonly routes: readonly DeclaredRoute[];
  /** Milliseconds since 1970 from which on requests count; null for all of them. */
  readonly since: number | null;
  /** The format of all files; null where each file's own is to be found out. */
  readonly format: NamedFormat | null;
  readonly workers: number;
  readonly progress: Progress;
}

/** Keeps as many blocks under way as there are workers, and adds what they counted in the order of the log. */
class OrderedCounting {
  readonly #counting: Counting;
  readonly #absorb: (block: Block, partial: Partial) => void;
  #underWay: { readonly block: Block; readonly partial: Promise<Partial> }[] = [];

  constructor(counting: Counting, absorb: (block: Block, partial: Partial) => void) {
    this.#counting = counting;
    this.#absorb = absorb;
  }

  async add(block: Block): Promise<void> {
    const partial = this.#counting.count(block);
    // Its error is thrown where the block is added; until then it must not count as unhandled.
    partial.catch(() => {});
    this.#underWay.push({ block, partial });
    if (this.#underWay.length > this.#counting.width) await this.#addOldest();
  }

  async finish(): Promise<void> {
    while (this.#underWay.length > 0) await this.#addOldest();
  }

  async #addOldest(): Promise<void> {
    const [oldest, ...rest] = this.#underWay;
    this.#underWay = rest;
    if (oldest !== undefined) this.#absorb(oldest.block, await oldest.partial);
  }
}

/** Reads one log; what cannot be unpacked to its end is said, and what came before counts. */
async function readLog(
  input: Input,
  format: NamedFormat | null,
  { gathering, ordered }: { gathering: Gathering; ordered: OrderedCounting },
): Promise<void> {
  const file = gathering.files.length;
  const { choice, blocks } = await openLog(input, file, format);
  const notes = [...parserOf(choice).notes];
  gathering.startFile({ name: input.name, format: choice.name, notes });
  try {
    for await (const block of blocks) await ordered.add(block);
  } catch (error) {
    if (!isBroken(error)) throw error;
    notes.push(`could not be read to its end: ${error.message}`);
  }
  await ordered.finish();
}

/** An error of unpacking or reading, as against one of our own. */
function isBroken(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** Reads logs of any size and puts together what they say. */
export async function gatherLogs(inputs: readonly Input[], options: GatherOptions): Promise<Gathering> {
  const gathering = new Gathering();
  const progress = new ReadingProgress(inputs, options.progress);
  const counting = new Counting(options.workers, { routes: options.routes, since: options.since });
  const ordered = new OrderedCounting(counting, (block, partial) => {
    gathering.absorb(block.file, partial);
    progress.counted(block, partial.counts.lines);
  });
  try {
    for (const input of inputs) await readLog(input, options.format, { gathering, ordered });
  } finally {
    await counting.close();
  }
  progress.finish();
  return gathering;
}
