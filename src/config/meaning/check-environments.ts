import { mistakeAt } from '../mistake.ts';
import { parseSelector, type Selector, sameSelector } from '../selector.ts';
import { partAt, type Tree, textAt, toPlain } from '../tree.ts';
import type { MeaningCheck } from './meaning-check.ts';

interface Environment {
  readonly address: string;
  readonly selector: Selector;
  /** Headers choose the tenant, so they tell environments apart as well. */
  readonly headers: string;
}

/** Production is never compared with itself: the two sides differ in address, file, selector or headers. */
export const checkEnvironments: MeaningCheck = (settings, { separatesLater }) => {
  const [production, staging] = [environmentOf(settings, 'production'), environmentOf(settings, 'staging')];
  if (production === null || staging === null || !isSame(production, staging)) return [];
  const hasSelectors = Object.keys(production.selector).length > 0;
  if (separatesLater && !hasSelectors && partAt(settings, ['production', 'metrics', 'url']) !== undefined) return [];
  const path = ['staging', 'metrics', hasSelectors ? 'selector' : 'url'];
  return [
    mistakeAt(settings, path, {
      reason: 'same-environment',
      message:
        'production and staging are the same address with the same selector: an environment cannot be compared with itself',
      wanted: 'another address, or a selector such as environment=staging',
    }),
  ];
};

function isSame(one: Environment, other: Environment): boolean {
  return one.address === other.address && one.headers === other.headers && sameSelector(one.selector, other.selector);
}

function environmentOf(settings: Tree, side: string): Environment | null {
  const metrics = partAt(settings, [side, 'metrics']);
  const address = addressOf(metrics);
  const selector = selectorOf(partAt(metrics, ['selector']));
  return address === null || selector === null ? null : { address, selector, headers: headersOf(metrics) };
}

function addressOf(metrics: Tree | undefined): string | null {
  const isFile = (textAt(metrics, ['source']) ?? 'prometheus') !== 'prometheus';
  if (isFile) return textAt(metrics, ['file'])?.replace(/^(\.\/)+/, '') ?? null;
  const url = textAt(metrics, ['url']);
  if (url === undefined || !URL.canParse(url)) return null;
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, '');
}

/** No selector selects everything; null where it cannot be read, which the schema reports. */
function selectorOf(part: Tree | undefined): Selector | null {
  if (part === undefined) return {};
  if (part.kind === 'map')
    return Object.fromEntries([...part.entries].map(([label, entry]) => [label, String(toPlain(entry.value))]));
  if (part.kind !== 'scalar') return null;
  try {
    return parseSelector(String(part.value));
  } catch {
    return null;
  }
}

function headersOf(metrics: Tree | undefined): string {
  const headers = partAt(metrics, ['headers']);
  if (headers?.kind !== 'map') return '';
  const pairs = [...headers.entries].map(
    ([name, entry]) => `${name.toLowerCase()}: ${JSON.stringify(toPlain(entry.value))}`,
  );
  return pairs.sort().join('\n');
}
