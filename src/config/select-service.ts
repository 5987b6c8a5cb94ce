import { nearest } from '../model/nearest.ts';
import type { Configuration, Settings } from './schema.ts';

export type SelectedService =
  | { readonly ok: true; readonly name: string | null; readonly settings: Settings }
  | { readonly ok: false; readonly message: string; readonly suggestion: string | null };

/**
 * Chooses the settings of one service by its name, or by a path inside the repository (the longest of its `paths` wins).
 *
 * Null is enough where there is only one service; where there are several, the message lists their names.
 */
export function selectService(configuration: Configuration, nameOrPath: string | null): SelectedService {
  const { service, services } = configuration;
  if (services === undefined)
    return selectOnly({ name: service ?? null, settings: defaultsOf(configuration) }, nameOrPath);
  const name = nameOrPath === null ? onlyOf(services) : (exactly(services, nameOrPath) ?? byPath(services, nameOrPath));
  const chosen = name === null ? undefined : services[name];
  if (chosen === undefined) return noneOf(Object.keys(services), nameOrPath);
  const { paths: _paths, ...own } = chosen;
  return { ok: true, name, settings: own };
}

/** What stands at the top for all services. */
function defaultsOf(configuration: Configuration): Settings {
  const {
    version: _v,
    extends: _e,
    service: _n,
    services: _s,
    environments: _w,
    gitops: _g,
    commands: _c,
    notifications: _t,
    people: _p,
    validation: _y,
    ...settings
  } = configuration;
  return settings;
}

type Services = NonNullable<Configuration['services']>;

function noneOf(names: readonly string[], nameOrPath: string | null): SelectedService {
  const list = names.length === 0 ? 'the configuration has none' : `wanted one of ${names.join(', ')}`;
  if (nameOrPath === null) return { ok: false, message: `no service is chosen: ${list}`, suggestion: null };
  const message = `no service ${JSON.stringify(nameOrPath)}: ${list}`;
  return { ok: false, message, suggestion: nearest(nameOrPath, names) };
}

/** One service without a name of its own answers to every path, but not to another name. */
function selectOnly(only: { name: string | null; settings: Settings }, nameOrPath: string | null): SelectedService {
  const { name, settings } = only;
  if (nameOrPath === null || name === null || nameOrPath === name || nameOrPath.includes('/'))
    return { ok: true, name, settings };
  return {
    ok: false,
    message: `no service ${JSON.stringify(nameOrPath)}: the configuration is about ${JSON.stringify(name)}`,
    suggestion: name,
  };
}

function onlyOf(services: Services): string | null {
  const names = Object.keys(services);
  return names.length === 1 ? (names[0] ?? null) : null;
}

function exactly(services: Services, name: string): string | null {
  return Object.hasOwn(services, name) ? name : null;
}

function byPath(services: Services, path: string): string | null {
  const wanted = segments(path);
  let best: { readonly name: string; readonly length: number } | null = null;
  for (const [name, { paths }] of Object.entries(services)) {
    for (const folder of paths.map(segments)) {
      const holds = folder.length <= wanted.length && folder.every((segment, index) => segment === wanted[index]);
      if (holds && folder.length > (best?.length ?? -1)) best = { name, length: folder.length };
    }
  }
  return best?.name ?? null;
}

/** Whole folders are compared: `services/shop` does not hold `services/shop-admin`. */
function segments(path: string): string[] {
  return path.split(/[\\/]+/).filter((segment) => segment !== '' && segment !== '.');
}
