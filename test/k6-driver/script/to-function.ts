import { parseAst } from 'rolldown/parseAst';
import { findWaiting, type WaitingIn } from './find-waiting.ts';
import { applyEdits, child, childrenOf, type Edit, type Node, nameOf } from './syntax.ts';

/** A module as the text of a function `(__modules, __exports) => void`, whose functions wait where k6 would. */
export interface ModuleFunction {
  readonly code: string;
  readonly imports: readonly string[];
  /** Exported names of functions that wait. */
  readonly waiting: ReadonlySet<string>;
}

function importText(node: Node): string {
  const module = `__modules[${JSON.stringify(nameOf(child(node, 'source')))}]`;
  const parts = childrenOf(node, 'specifiers').map((specifier) => {
    const local = nameOf(child(specifier, 'local'));
    if (specifier.type === 'ImportNamespaceSpecifier') return `const ${local} = ${module};`;
    const imported = nameOf(child(specifier, 'imported')) ?? 'default';
    return `const ${local} = ${module}[${JSON.stringify(imported)}];`;
  });
  return parts.join(' ');
}

/** What a declaration or an export list exports, each with its local name. */
function exportedNames(node: Node): [string, string][] {
  const declaration = child(node, 'declaration');
  const name = (one: Node, key: string) => nameOf(child(one, key)) ?? '';
  if (declaration === null)
    return childrenOf(node, 'specifiers').map((one) => [name(one, 'exported'), name(one, 'local')]);
  const declared = declaration.type === 'VariableDeclaration' ? childrenOf(declaration, 'declarations') : [declaration];
  return declared.map((one) => [name(one, 'id'), name(one, 'id')]);
}

/** Takes imports and exports out, and says what is exported under which name. */
function moduleEdits(program: Node): { edits: Edit[]; imports: string[]; exported: [string, string][] } {
  const edits: Edit[] = [];
  const imports: string[] = [];
  const exported: [string, string][] = [];
  const replace = (node: Node, end: number, text: string) =>
    edits.push({ at: node.start, remove: end - node.start, text });
  for (const node of childrenOf(program, 'body')) {
    const declaration = child(node, 'declaration');
    if (node.type === 'ImportDeclaration') {
      imports.push(nameOf(child(node, 'source')) ?? '');
      replace(node, node.end, importText(node));
    } else if (node.type === 'ExportDefaultDeclaration' && declaration !== null) {
      const own = declaration.type === 'FunctionDeclaration' ? nameOf(child(declaration, 'id')) : null;
      if (own !== null) exported.push(['default', own]);
      replace(node, declaration.start, own === null ? '__exports.default = ' : '');
    } else if (node.type === 'ExportNamedDeclaration' && child(node, 'source') !== null) {
      const module = nameOf(child(node, 'source')) ?? '';
      imports.push(module);
      const parts = childrenOf(node, 'specifiers').map((one) => {
        const [exportedAs, imported] = [nameOf(child(one, 'exported')), nameOf(child(one, 'local'))];
        return `__exports[${JSON.stringify(exportedAs)}] = __modules[${JSON.stringify(module)}][${JSON.stringify(imported)}];`;
      });
      replace(node, node.end, parts.join(' '));
    } else if (node.type === 'ExportNamedDeclaration') {
      exported.push(...exportedNames(node));
      replace(node, declaration?.start ?? node.end, '');
    }
  }
  return { edits, imports, exported };
}

/**
 * Makes a function of a module.
 *
 * @param waitingIn the exported functions that wait, of each module that is imported
 * @throws Error for a syntax error
 */
export function toFunction(source: string, waitingIn: WaitingIn): ModuleFunction {
  const program = parseAst(source, { lang: 'js' }) as unknown as Node;
  const { edits, imports, exported } = moduleEdits(program);
  const waiting = findWaiting(program, waitingIn);
  for (const { start, end } of waiting.calls)
    edits.push({ at: start, remove: 0, text: '(await ' }, { at: end, remove: 0, text: ')' });
  for (const [node, at] of waiting.functions) if (node['async'] !== true) edits.push({ at, remove: 0, text: 'async ' });
  const assignments = exported.map(([name, local]) => `__exports[${JSON.stringify(name)}] = ${local};`);
  return {
    code: `(function (__modules, __exports) { 'use strict'; ${applyEdits(source, edits)}\n${assignments.join('\n')}\n})`,
    imports,
    waiting: new Set(exported.filter(([, local]) => waiting.names.has(local)).map(([name]) => name)),
  };
}

/** The modules that a source imports. */
export function importsOf(source: string): string[] {
  return moduleEdits(parseAst(source, { lang: 'js' }) as unknown as Node).imports;
}
