import type { Progress } from '../model/ports.ts';
import { ProviderError } from '../model/provider-error.ts';
import { UsageError } from '../model/usage-error.ts';
import { areUnseparated, type Sides } from './sides.ts';

/** Words that name an environment in a label's value. */
const words = {
  production: /^(prod|production|prd|live)$/,
  staging: /^(stag|staging|stage|stg|preprod|uat|test)$/,
} as const;

type SideName = keyof typeof words;

/** The one value of a label that names a side, as a word of the value ("shop-staging" names staging). */
function valueFor(values: readonly string[], side: SideName): string | undefined {
  const named = values.filter((value) =>
    value
      .toLowerCase()
      .split(/[^a-z]+/)
      .some((word) => words[side].test(word)),
  );
  return named.length === 1 ? named[0] : undefined;
}

/** Labels whose values tell production from staging. */
export function separatingLabels(
  labels: ReadonlyMap<string, readonly string[]>,
): { label: string; production: string; staging: string }[] {
  return [...labels].flatMap(([label, values]) => {
    const [production, staging] = [valueFor(values, 'production'), valueFor(values, 'staging')];
    return production === undefined || staging === undefined || production === staging
      ? []
      : [{ label, production, staging }];
  });
}

function refuse(found: readonly { label: string; production: string; staging: string }[]): never {
  const choices = found.map(({ label, production, staging }) => `${label} (${production}, ${staging})`).join('; ');
  const why =
    found.length === 0
      ? 'no label of the server tells two environments apart'
      : `several labels tell two environments apart: ${choices}`;
  throw new UsageError(
    'same-environment',
    `production and staging are the same server, and ${why}. Give --production-selector and --staging-selector, for example environment=production and environment=staging.`,
  );
}

/**
 * Tells two environments on one server apart by the single label that separates them; sides that differ already are left as they are.
 *
 * @throws UsageError where no label, or more than one, separates them; ProviderError where the server gives no answer
 */
export async function separate(sides: Sides, run: { readonly now: Date; readonly progress: Progress }): Promise<Sides> {
  if (!areUnseparated(sides)) return sides;
  const { environmentLabels } = await import('../sources/prometheus/environment-labels.ts');
  const labels = await environmentLabels(sides.reference.metrics, run.now);
  if (!labels.ok) throw new ProviderError(labels.reason, labels.message);
  const found = separatingLabels(labels.value);
  const [label] = found;
  if (label === undefined || found.length > 1) refuse(found);
  run.progress(
    `One server: production is ${label.label}=${label.production}, staging is ${label.label}=${label.staging}`,
  );
  const select = (side: Sides['reference'], value: string) => ({
    ...side,
    metrics: { ...side.metrics, selector: { [label.label]: value } },
  });
  return { reference: select(sides.reference, label.production), candidate: select(sides.candidate, label.staging) };
}
