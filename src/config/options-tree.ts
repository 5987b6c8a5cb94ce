import { mergeTrees } from './merge-trees.ts';
import { wholeFile } from './place.ts';
import type { MapTree, Scalar } from './tree.ts';

/** A setting given on the command line or as an input of the Action. */
export interface Option {
  /** What it is called there, for messages, for example "--production-metrics". */
  readonly name: string;
  /** Where it belongs in the configuration, for example ['production', 'metrics', 'url']. */
  readonly path: readonly [string, ...string[]];
  readonly value: Scalar;
}

/** Options as a tree that is laid over the files, so that they are checked by the same schema and named in its mistakes. */
export function optionsTree(options: readonly Option[]): MapTree {
  const empty: MapTree = { kind: 'map', place: wholeFile('options'), entries: new Map() };
  return options.map(optionTree).reduce(mergeTrees, empty);
}

function optionTree({ name, path, value }: Option): MapTree {
  const place = wholeFile(name);
  const [first, ...rest] = path;
  const [next, ...further] = rest;
  const inner =
    next === undefined
      ? ({ kind: 'scalar', place, value, written: null } as const)
      : optionTree({ name, path: [next, ...further], value });
  return { kind: 'map', place, entries: new Map([[first, { key: place, value: inner }]]) };
}
