import { nearest } from '../../model/nearest.ts';
import { type Mistake, mistakeAt } from '../mistake.ts';
import { type Path, partAt, type Tree, textAt } from '../tree.ts';
import type { Known, MeaningCheck } from './meaning-check.ts';

/** What each source cannot do without. */
const needs: ReadonlyMap<string, string> = new Map([
  ['prometheus', 'url'],
  ['k6-summary', 'file'],
  ['recorded', 'file'],
  // new-source: needs
]);

/** Each side’s metrics name the address or file that their source needs, and a naming convention that exists. */
export const checkMetrics: MeaningCheck = (settings, known) =>
  [['production'], ['staging'], ['canary'], ['canary', 'baseline']].flatMap((side) => [
    ...missingPlace(settings, [...side, 'metrics']),
    ...unknownConvention(settings, [...side, 'metrics', 'convention'], known),
  ]);

function missingPlace(settings: Tree, path: Path): Mistake[] {
  const metrics = partAt(settings, path);
  if (metrics?.kind !== 'map') return [];
  const source = textAt(metrics, ['source']) ?? 'prometheus';
  const needed = needs.get(source);
  if (needed === undefined || metrics.entries.has(needed)) return [];
  const wanted = needed === 'url' ? 'the base address of the server' : `the file that the source ${source} reads`;
  return [mistakeAt(settings, [...path, needed], { wanted })];
}

function unknownConvention(settings: Tree, path: Path, { conventions }: Known): Mistake[] {
  const name = textAt(settings, path);
  if (name === undefined || conventions === null || conventions.includes(name)) return [];
  const wanted = `one of ${conventions.join(', ')}, or your own metric names`;
  return [mistakeAt(settings, path, { wanted, suggestion: nearest(name, conventions) })];
}
