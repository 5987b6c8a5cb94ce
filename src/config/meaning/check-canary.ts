import { canaryChecks } from '../canary-schema.ts';
import { type Mistake, mistakeAt } from '../mistake.ts';
import { itemsAt, type Path, type Tree, textAt } from '../tree.ts';
import type { MeaningCheck } from './meaning-check.ts';

/** PromQL with a window of its own, such as `[5m]`, `[5m:15s]`. */
const ownWindow = /\[\s*\d[^\]]*\]/;

/** Own metrics of a canary have names of their own, select the side, and count every event once. */
export const checkCanary: MeaningCheck = (settings) => {
  const custom = itemsAt(settings, ['canary', 'custom']);
  const names = custom.map((one) => textAt(one, ['name']));
  return custom.flatMap((one, index) => {
    const at = (key: string): Path => ['canary', 'custom', index, key];
    const queries = ['bad', 'total', 'value'].flatMap((key) => wrongQuery(settings, at(key), key));
    return [...wrongName(settings, at('name'), names.slice(0, index)), ...mixed(settings, one, at('bad')), ...queries];
  });
};

function wrongName(settings: Tree, path: Path, before: readonly (string | undefined)[]): Mistake[] {
  const name = textAt(settings, path);
  if (name === undefined || !([...canaryChecks, ...before] as (string | undefined)[]).includes(name)) return [];
  return [
    mistakeAt(settings, path, { wanted: `another name: ${name} is taken`, message: `the name ${name} is taken` }),
  ];
}

function wrongQuery(settings: Tree, path: Path, key: string): Mistake[] {
  const query = textAt(settings, path);
  if (query === undefined) return [];
  if (!query.includes('$selector')) {
    const wanted = '$selector inside the braces of each metric: without it both sides would be the same series';
    return [mistakeAt(settings, path, { wanted })];
  }
  if (key === 'value') return [];
  if (ownWindow.test(query)) {
    const wanted = '[$window], which is one look: a longer window would count each event several times';
    return [mistakeAt(settings, path, { wanted })];
  }
  // Without a window it is read raw, so it must be one selector and nothing else.
  if (query.includes('$window') || /^\s*[A-Za-z_:][A-Za-z0-9_:]*\s*\{[^{}]*\}\s*$/.test(query)) return [];
  return [
    mistakeAt(settings, path, {
      wanted: 'a counter such as payments_total{$selector}, or PromQL with [$window] in it',
    }),
  ];
}

/** Both are read in the same way: a raw counter beside an evaluated one would count another interval. */
function mixed(settings: Tree, custom: Tree, path: Path): Mistake[] {
  const [bad, total] = [textAt(custom, ['bad']), textAt(custom, ['total'])];
  if (bad === undefined || total === undefined || bad.includes('$window') === total.includes('$window')) return [];
  return [mistakeAt(settings, path, { wanted: '[$window] in both bad and total, or in neither' })];
}
