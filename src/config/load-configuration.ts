import { collectSecrets } from './collect-secrets.ts';
import { hashConfiguration } from './hash-configuration.ts';
import { type Environment, interpolateTree } from './interpolate-tree.ts';
import type { Known } from './meaning/meaning-check.ts';
import { mergeTrees, withoutKeys } from './merge-trees.ts';
import type { Mistake } from './mistake.ts';
import { type Option, optionsTree } from './options-tree.ts';
import { type ParsedSettings, parseSettings } from './parse-settings.ts';
import { isSamePlace, wholeFile } from './place.ts';
import { type ReadFile, readLayers } from './read-layers.ts';
import type { Configuration } from './schema.ts';
import type { MapTree } from './tree.ts';
import { withExcerpts } from './with-excerpts.ts';
import { type WantedPart, withoutUnfit } from './without-unfit.ts';

export interface LoadOptions {
  /** Where `${NAME}` is looked up, and nowhere else. */
  readonly environment: Environment;
  readonly readFile: ReadFile;
  readonly now: Date;
  /** The repository’s root, in which extended files must lie; names of files are relative to it. */
  readonly root?: string;
  /** Settings of the command line or the Action; they win over every file. */
  readonly options?: readonly Option[];
  /** Names of the metric naming conventions; not checked where they are not given. */
  readonly conventions?: readonly string[];
  /** The caller looks for a label that separates two environments on one server itself. */
  readonly separatesLater?: boolean;
  /** Only this part is wanted: settings elsewhere that a stand-in for an unknown variable does not fit are left out. */
  readonly wanted?: WantedPart;
}

export type LoadedConfiguration =
  | {
      readonly ok: true;
      readonly configuration: Configuration;
      /** 16 hexadecimal digits; the same rules give the same hash. */
      readonly hash: string;
      /** The files that were read. */
      readonly sources: readonly string[];
      /** What no output may show; see `redactSecrets`. */
      readonly secrets: readonly string[];
    }
  | { readonly ok: false; readonly mistakes: readonly Mistake[]; readonly secrets: readonly string[] };

/**
 * Reads a configuration file with what it extends, or none at all (`null`: only the options count).
 *
 * All mistakes come back at once, in the order of the file, each with its place; nothing is thrown for what the file holds.
 * In the result, every service’s settings are already merged over those at the top.
 */
export async function loadConfiguration(file: string | null, options: LoadOptions): Promise<LoadedConfiguration> {
  const layers =
    file === null ? noLayers : await readLayers(file, { root: options.root ?? '.', readFile: options.readFile });
  const written = layers.trees.reduce<MapTree>(mergeTrees, start(file));
  const { tree, ...interpolated } = interpolateTree(written, options.environment);
  const given = optionsTree(options.options ?? []);
  const secrets = [...new Set([...interpolated.secrets, ...collectSecrets(mergeTrees(tree, given))])];
  const parsed = parseWanted(tree, given, options);
  const mistakes = withoutEchoes(
    [...layers.mistakes, ...interpolated.mistakes],
    layers.trees.length > 0 || file === null,
    parsed.mistakes,
  );
  if (mistakes.length > 0 || parsed.configuration === null) {
    return { ok: false, mistakes: withExcerpts(mistakes, layers.texts, secrets), secrets };
  }
  const hash = hashConfiguration(withoutKeys(mergeTrees(written, given), tellingKeys));
  return { ok: true, configuration: parsed.configuration, hash, sources: [...layers.texts.keys()], secrets };
}

function parseWanted(tree: MapTree, given: MapTree, options: LoadOptions): ParsedSettings {
  const parsed = parseSettings(tree, given, knownOf(options));
  const fit = options.wanted === undefined ? null : withoutUnfit(tree, parsed.mistakes, options.wanted);
  return fit === null ? parsed : parseSettings(fit, given, knownOf(options));
}

/** Who is told, who may command, where, and when it is asked, changes no verdict. */
const tellingKeys = ['environments', 'commands', 'notifications', 'people', 'validation'];

const noLayers = { trees: [], mistakes: [], texts: new Map<string, string>() };

/** Without a file there is nothing to misread, so the version is ours. */
function start(file: string | null): MapTree {
  const place = wholeFile(file ?? 'options');
  const version = { key: place, value: { kind: 'scalar', value: 1, written: null, place } } as const;
  return { kind: 'map', place, entries: new Map(file === null ? [['version', version]] : []) };
}

function knownOf({ now, conventions, separatesLater }: LoadOptions): Known {
  return { now, conventions: conventions ?? null, separatesLater: separatesLater ?? false };
}

/** Leaves out what is wrong only because something else is: what an unreadable file would hold, what an unset variable would be. */
function withoutEchoes(causes: readonly Mistake[], hasSettings: boolean, others: readonly Mistake[]): Mistake[] {
  if (!hasSettings) return [...causes];
  const isEcho = (mistake: Mistake) =>
    causes.some((cause) =>
      cause.path === '' || cause.path === 'extends' ? mistake.given === null : isSamePlace(cause, mistake),
    );
  return [...causes, ...others.filter((mistake) => !isEcho(mistake))];
}
