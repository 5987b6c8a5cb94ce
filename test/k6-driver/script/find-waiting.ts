import { child, childrenOf, isFunction, type Node, nameOf } from './syntax.ts';

/** What waits in `k6/http`: everything that sends. */
const waitingHttp = new Set(['get', 'head', 'post', 'put', 'patch', 'del', 'options', 'request', 'batch']);

/** Local names of what a module imports and that waits. */
interface Imported {
  /** Names of `k6/http` itself. */
  readonly http: ReadonlySet<string>;
  readonly waiting: ReadonlySet<string>;
  /** Names of `group`, which waits where its function does. */
  readonly group: ReadonlySet<string>;
}

export type WaitingIn = (module: string) => ReadonlySet<string>;

function readImports(program: Node, waitingIn: WaitingIn): Imported {
  const [http, waiting, group] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const node of childrenOf(program, 'body').filter(({ type }) => type === 'ImportDeclaration')) {
    const module = nameOf(child(node, 'source')) ?? '';
    for (const specifier of childrenOf(node, 'specifiers')) {
      const local = nameOf(child(specifier, 'local')) ?? '';
      const imported = nameOf(child(specifier, 'imported')) ?? 'default';
      if (module === 'k6/http' && specifier.type !== 'ImportSpecifier') http.add(local);
      else if (module === 'k6/http' && waitingHttp.has(imported)) waiting.add(local);
      else if (module === 'k6' && imported === 'sleep') waiting.add(local);
      else if (module === 'k6' && imported === 'group') group.add(local);
      else if (waitingIn(module).has(imported)) waiting.add(local);
    }
  }
  return { http, waiting, group };
}

interface Found {
  readonly node: Node;
  readonly parent: Node | null;
  /** The innermost function around it; null: the module itself. */
  readonly within: Node | null;
}

function findAll(program: Node): { functions: Map<Node, Found>; calls: Found[] } {
  const functions = new Map<Node, Found>();
  const calls: Found[] = [];
  const visit = (found: Found) => {
    const { node, within } = found;
    if (isFunction(node)) functions.set(node, found);
    if (node.type === 'CallExpression') calls.push(found);
    const inner = isFunction(node) ? node : within;
    for (const one of childrenOf(node)) visit({ node: one, parent: node, within: inner });
  };
  visit({ node: program, parent: null, within: null });
  return { functions, calls };
}

const isMember = (parent: Node | null) => parent?.type === 'Property' || parent?.type === 'MethodDefinition';

function namesOf({ node, parent }: Found): string[] {
  if (parent?.type === 'ExportDefaultDeclaration')
    return [nameOf(child(node, 'id')), 'default'].filter((name) => name !== null);
  const given =
    parent?.type === 'VariableDeclarator'
      ? child(parent, 'id')
      : isMember(parent) && parent
        ? child(parent, 'key')
        : null;
  return [nameOf(child(node, 'id')), nameOf(given)].filter((name) => name !== null);
}

/** Calls that wait and functions that hold one. */
export interface Waiting {
  readonly calls: ReadonlySet<Node>;
  /** Each with the place where `async` goes. */
  readonly functions: ReadonlyMap<Node, number>;
  /** Names of functions and variables that wait. */
  readonly names: ReadonlySet<string>;
}

/**
 * Finds what waits in a module: calls of `http.…` and `sleep`, and then of every function that holds such a call.
 *
 * k6 waits inside of any function; a native one (`map`, `forEach`, …) would not wait for its callback here.
 *
 * @throws Error for a script that waits in the callback of a function that is not the script’s own
 */
export function findWaiting(program: Node, waitingIn: WaitingIn): Waiting {
  const imported = readImports(program, waitingIn);
  const { functions, calls } = findAll(program);
  const [waitingCalls, waitingFunctions] = [new Set<Node>(), new Map<Node, number>()];
  const [names, members] = [new Set(imported.waiting), new Set<string>()];
  const waits = (call: Node): boolean => {
    const callee = child(call, 'callee');
    if (callee?.type === 'Identifier') {
      const name = nameOf(callee) ?? '';
      const isGiven = childrenOf(call, 'arguments').some((one) => waitingFunctions.has(one));
      return names.has(name) || (imported.group.has(name) && isGiven);
    }
    if (callee?.type !== 'MemberExpression') return false;
    const [object, property] = [nameOf(child(callee, 'object')) ?? '', nameOf(child(callee, 'property')) ?? ''];
    if (imported.http.has(object)) return callee['computed'] === true || waitingHttp.has(property);
    return callee['computed'] === true ? members.size > 0 : members.has(property);
  };
  for (let known = -1; known !== waitingCalls.size; ) {
    known = waitingCalls.size;
    for (const { node, within } of calls) {
      if (waitingCalls.has(node) || !waits(node)) continue;
      waitingCalls.add(node);
      const owner = within === null ? undefined : functions.get(within);
      if (owner === undefined) continue;
      waitingFunctions.set(
        owner.node,
        isMember(owner.parent) && owner.parent?.['method'] === true ? owner.parent.start : owner.node.start,
      );
      for (const name of namesOf(owner)) (isMember(owner.parent) ? members : names).add(name);
    }
  }
  for (const { node } of calls) {
    const hasCallback = childrenOf(node, 'arguments').some((one) => waitingFunctions.has(one));
    if (hasCallback && !waitingCalls.has(node))
      throw new Error('the k6 driver cannot wait in a callback of a native function: write a for … of loop');
  }
  return { calls: waitingCalls, functions: waitingFunctions, names };
}
