import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import vm from 'node:vm';
import { ExitError, exitCodes } from '../exit-error.ts';
import { importsOf, toFunction } from './to-function.ts';

type ModuleFunction = (modules: Record<string, object>, exported: Record<string, unknown>) => void;

interface Compiled {
  readonly file: string;
  readonly script: vm.Script;
  /** The modules that it imports, each with the file of a local one. */
  readonly imports: ReadonlyMap<string, string | null>;
}

const known = new Set(['k6', 'k6/http', 'k6/data', 'k6/execution', 'k6/metrics']);

/** A script and the local modules that it imports, compiled once for all virtual users. */
export interface Script {
  readonly main: string;
  /** In the order in which they are evaluated. */
  readonly modules: readonly Compiled[];
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ExitError(exitCodes.other, `the moduleSpecifier "${file}" couldn’t be found on local disk`, { cause });
  }
}

/**
 * Reads and compiles a script.
 *
 * @throws ExitError 107 for a syntax error or a module that is not known
 */
export function loadScript(file: string): Script {
  const modules = new Map<string, Compiled>();
  const waiting = new Map<string, ReadonlySet<string>>();
  const visit = (path: string) => {
    if (waiting.has(path)) return;
    waiting.set(path, new Set());
    const source = read(path);
    const local = (name: string) => (name.startsWith('.') ? resolve(dirname(path), name) : null);
    for (const name of importsOf(source)) {
      const target = local(name);
      if (target !== null) visit(target);
      else if (!known.has(name)) throw new Error(`unknown module: ${name}`);
    }
    const made = toFunction(source, (name) => waiting.get(local(name) ?? '') ?? new Set());
    waiting.set(path, made.waiting);
    const script = new vm.Script(made.code, { filename: path });
    modules.set(path, { file: path, script, imports: new Map(made.imports.map((name) => [name, local(name)])) });
  };
  try {
    visit(resolve(file));
  } catch (error) {
    if (error instanceof ExitError) throw error;
    throw new ExitError(exitCodes.scriptException, String(error), { cause: error });
  }
  return { main: resolve(file), modules: [...modules.values()] };
}

/** Runs a script’s own code in a realm of its own, which has none of Node’s globals, and gives what it exports. */
export function evaluate(
  script: Script,
  globals: Record<string, PropertyDescriptor>,
  modules: ReadonlyMap<string, object>,
): Readonly<Record<string, unknown>> {
  const context = vm.createContext(Object.defineProperties({}, globals));
  const exportsOf = new Map<string, Record<string, unknown>>();
  for (const { file, script: compiled, imports } of script.modules) {
    const exported: Record<string, unknown> = {};
    exportsOf.set(file, exported);
    const given = [...imports].map(([name, local]) => [
      name,
      local === null ? modules.get(name) : exportsOf.get(local),
    ]);
    (compiled.runInContext(context) as ModuleFunction)(Object.fromEntries(given), exported);
  }
  return exportsOf.get(script.main) ?? {};
}
