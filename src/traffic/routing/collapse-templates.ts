import { CollapseRules } from './collapse-rules.ts';
import { codeText, kindOfCode } from './path-scanner.ts';
import type { TemplateFact } from './template-fact.ts';

/** So many literals of one kind behind one prefix are values; more behind the root, where services have their pages. */
const mostLiterals = { root: 60, below: 24 };
/** A literal with so large a share of its siblings' requests is a route of its own. */
const frequentShare = 0.05;
const frequentCount = 20;
/** From so many requests on a literal's behaviour is known. */
const knownCount = 50;

interface Node {
  readonly children: Map<string, Node>;
  fact: TemplateFact | null;
}

const newNode = (): Node => ({ children: new Map(), fact: null });

function childOf(node: Node, segment: string): Node {
  const known = node.children.get(segment);
  if (known !== undefined) return known;
  const child = newNode();
  node.children.set(segment, child);
  return child;
}

function combine(a: TemplateFact | null, b: TemplateFact | null): TemplateFact | null {
  if (a === null || b === null) return a ?? b;
  const count = a.count + b.count;
  const refused = (a.refused * a.count + b.refused * b.count) / count;
  return { ...(a.count >= b.count ? a : b), count, refused };
}

function merge(into: Node, from: Node): void {
  into.fact = combine(into.fact, from.fact);
  for (const [segment, child] of from.children) merge(childOf(into, segment), child);
}

function requests(node: Node): number {
  return [...node.children.values()].reduce((sum, child) => sum + requests(child), node.fact?.count ?? 0);
}

/** What values of one parameter have in common: methods, and the words that follow. */
function shape({ fact, children }: Node): string {
  return `${fact?.methods ?? ''}|${[...children.keys()].sort().join('/')}`;
}

function behavesAlike(one: TemplateFact, all: TemplateFact): boolean {
  if (one.count < knownCount) return true;
  const isAsFast =
    one.median === null || all.median === null || (one.median <= 2 * all.median && all.median <= 2 * one.median);
  return isAsFast && Math.abs(one.refused - all.refused) <= 0.2;
}

interface Literal {
  readonly segment: string;
  readonly node: Node;
}

/** The literals of a group that are values: neither frequent nor of a behaviour of their own. */
function valuesOf(group: readonly Literal[]): Literal[] {
  const total = group.reduce((sum, { node }) => sum + requests(node), 0);
  const typical = typicalFact(group);
  const isFrequent = (count: number) => count >= frequentCount && count > total * frequentShare;
  return group.filter(
    ({ node }) =>
      !isFrequent(requests(node)) && (node.fact === null || typical === null || behavesAlike(node.fact, typical)),
  );
}

/** All facts of a group as one, with the median of their medians. */
function typicalFact(group: readonly Literal[]): TemplateFact | null {
  const facts = group.flatMap(({ node }) => node.fact ?? []);
  const all = facts.reduce<TemplateFact | null>(combine, null);
  const medians = facts.flatMap(({ median }) => median ?? []).sort((a, b) => a - b);
  return all === null ? null : { ...all, median: medians[Math.floor(medians.length / 2)] ?? null };
}

function groupsOf(node: Node): Literal[][] {
  const literals = [...node.children].filter(([segment]) => segment !== '' && kindOfCode(segment) === null);
  const groups = Map.groupBy(
    literals.map(([segment, child]) => ({ segment, node: child })),
    ({ node: child }) => shape(child),
  );
  return [...groups.values()];
}

function collapseNode(node: Node, prefix: string, rules: CollapseRules): void {
  const most = prefix === '' ? mostLiterals.root : mostLiterals.below;
  const values = groupsOf(node)
    .filter((group) => group.length > most)
    .map(valuesOf)
    .filter((group) => group.length > most / 2)
    .flat();
  if (values.length > 0) {
    const parameter = childOf(node, codeText('text'));
    for (const { segment, node: child } of values) {
      merge(parameter, child);
      node.children.delete(segment);
    }
    rules.collapse(prefix, new Set(node.children.keys()));
  }
  for (const [segment, child] of node.children) collapseNode(child, `${prefix}/${segment}`, rules);
}

/** Only the most requested templates stay where there are still too many; the first segments of the others stay. */
function cutShort(facts: readonly TemplateFact[], most: number, rules: CollapseRules): void {
  const counts = new Map<string, number>();
  for (const { template, count } of facts) {
    const renamed = rules.rename(template);
    counts.set(renamed, (counts.get(renamed) ?? 0) + count);
  }
  if (counts.size <= most) return;
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([template]) => template);
  const kept = sorted.slice(0, most / 2);
  const firsts = new Set(
    sorted.slice(0, most).map((template) => `/${template.split('/')[1] ?? ''}/${codeText('rest')}`),
  );
  rules.keepOnly(new Set([...kept, ...[...firsts].slice(0, most / 4)]));
}

/**
 * Finds the segments of paths that have many values of one kind and makes parameters of them.
 *
 * Literals that are asked for often stay, and so do those that answer differently from their siblings: other methods, other words
 * behind them, more than twice as fast or slow, or 20 percentage points more or fewer refusals.
 *
 * @param most templates that may remain; beyond it the rarest keep only their first segment
 */
export function collapseTemplates(facts: readonly TemplateFact[], most: number): CollapseRules {
  const rules = new CollapseRules();
  const root = newNode();
  for (const fact of facts) {
    if (!fact.template.startsWith('/')) continue;
    const leaf = fact.template.split('/').slice(1).reduce(childOf, root);
    leaf.fact = combine(leaf.fact, fact);
  }
  collapseNode(root, '', rules);
  cutShort(facts, most, rules);
  return rules;
}
