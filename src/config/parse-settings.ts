import { explainIssues } from './explain-issues.ts';
import { checkMeaning } from './meaning/check-meaning.ts';
import type { Known } from './meaning/meaning-check.ts';
import { mergeTrees, withoutKeys } from './merge-trees.ts';
import type { Mistake } from './mistake.ts';
import { Configuration, ServiceSettings, topKeys } from './schema.ts';
import { formatPath, type MapTree, partAt, toPlain } from './tree.ts';

export interface ParsedSettings {
  /** Null where its form is wrong. */
  readonly configuration: Configuration | null;
  readonly mistakes: readonly Mistake[];
}

/**
 * Checks the form and the meaning of a configuration and turns it into settings, every service’s laid over those at the top.
 *
 * @param given options, which lie over everything
 */
export function parseSettings(tree: MapTree, given: MapTree, known: Known): ParsedSettings {
  const whole = mergeTrees(tree, given);
  const parsed = Configuration.safeParse(toPlain(whole));
  const services = servicesOf(tree, given);
  const meant = services.map(({ name, settings }) => inService(name, checkMeaning(settings, known)));
  const meaning = services.length === 0 ? checkMeaning(whole, known) : meant.flat();
  if (!parsed.success)
    return { configuration: null, mistakes: [...explainIssues(parsed.error.issues, whole), ...meaning] };
  if (parsed.data.services === undefined) return { configuration: parsed.data, mistakes: meaning };
  const merged = services.map(parseService);
  const mistakes = [...merged.flatMap((service) => service.mistakes), ...meaning];
  return {
    configuration: { ...parsed.data, services: Object.fromEntries(merged.flatMap(({ entry }) => entry)) },
    mistakes,
  };
}

interface Service {
  readonly name: string;
  readonly settings: MapTree;
}

function servicesOf(tree: MapTree, given: MapTree): Service[] {
  const services = partAt(tree, ['services']);
  if (services?.kind !== 'map') return [];
  const top = withoutKeys(tree, topKeys);
  return [...services.entries].flatMap(([name, { value }]) =>
    value.kind === 'map' ? [{ name, settings: mergeTrees(mergeTrees(top, value), given) }] : [],
  );
}

/** What was right in its parts can still be wrong once it is merged. */
function parseService({ name, settings }: Service): { entry: [string, ServiceSettings][]; mistakes: Mistake[] } {
  const parsed = ServiceSettings.safeParse(toPlain(settings));
  if (parsed.success) return { entry: [[name, parsed.data]], mistakes: [] };
  return { entry: [], mistakes: inService(name, explainIssues(parsed.error.issues, settings)) };
}

function inService(name: string, mistakes: readonly Mistake[]): Mistake[] {
  const prefix = formatPath(['services', name]);
  return mistakes.map((mistake) => ({ ...mistake, path: `${prefix}.${mistake.path}` }));
}
