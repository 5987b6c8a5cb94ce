import type { Dimension } from '../../model/dimension.ts';
import { nearest } from '../../model/nearest.ts';
import { planChecks } from '../../model/plan-checks.ts';
import { checks } from '../../model/policy.ts';
import { type Mistake, mistakeAt } from '../mistake.ts';
import { itemsAt, type Path, type Tree, textAt } from '../tree.ts';
import type { MeaningCheck } from './meaning-check.ts';

/** Names of checks in `required`, `expected` and `waivers` must exist: a misspelt one would never match, and nobody would see it. */
export const checkNames: MeaningCheck = (settings) => {
  const behaviour = knownNames(settings);
  // What follows from plans is only known once plans are compared, so no validation can require it.
  const all = [...behaviour, ...addressesOf(planChecks)];
  const wrong = (path: Path, wanted: string, names = all) => wrongName({ settings, path, names, wanted });
  return [
    ...itemsAt(settings, ['required']).flatMap((_, index) => wrong(['required', index], 'dimension/check', behaviour)),
    ...itemsAt(settings, ['expected']).flatMap((_, index) =>
      wrong(['expected', index, 'check'], 'dimension/check or "dimension/check subject"'),
    ),
    ...itemsAt(settings, ['waivers']).flatMap((_, index) =>
      wrong(['waivers', index, 'finding'], 'a fingerprint of 12 hexadecimal digits or "dimension/check subject"'),
    ),
  ];
};

const addressesOf = (dimensions: Readonly<Record<string, Dimension>>) =>
  Object.entries(dimensions).map(([check, dimension]) => `${dimension}/${check}`);

function knownNames(settings: Tree): string[] {
  const custom = itemsAt(settings, ['custom']).flatMap((check) => textAt(check, ['name']) ?? []);
  return [...addressesOf(checks), ...custom.map((name) => `resources/${name}`)];
}

interface Named {
  readonly settings: Tree;
  readonly path: Path;
  readonly names: readonly string[];
  readonly wanted: string;
}

function wrongName(named: Named): Mistake[] {
  const text = textAt(named.settings, named.path);
  const list = named.path[0];
  if (text === undefined || (list === 'waivers' && /^[0-9a-f]{12}$/.test(text))) return [];
  const [name = '', ...subject] = list === 'required' ? [text] : text.split(' ');
  if (!named.names.includes(name)) return [unknownName(named, name, subject)];
  return list === 'waivers' && subject.length === 0 ? [withoutSubject(named, name)] : [];
}

function unknownName({ settings, path, names, wanted }: Named, name: string, subject: readonly string[]): Mistake {
  const near = nearestName(name, names);
  if (near === null) return mistakeAt(settings, path, { wanted: `${wanted}, with one of ${names.join(', ')}` });
  return mistakeAt(settings, path, { wanted, suggestion: [near, ...subject].join(' ').slice(0, 120) });
}

/** A waiver accepts one finding, never all findings of a check. */
function withoutSubject({ settings, path, wanted }: Named, name: string): Mistake {
  return mistakeAt(settings, path, { wanted, suggestion: `${name} total` });
}

/** The check alone is often right where its dimension is missing or another one. */
function nearestName(name: string, names: readonly string[]): string | null {
  const check = name.split('/').at(-1) ?? name;
  return names.find((one) => one.split('/').at(-1) === check) ?? nearest(name, names);
}
