import type { Dimension } from '../../model/dimension.ts';
import type { IncidentClass } from '../incident-class.ts';
import type { guardKinds } from '../incident-index.ts';

/**
 * What the catalogue knows of one class. Phrases are data, not patterns of code: `a|b` is one of several words, `x*` a word that
 * begins so, `_` a blank or hyphen within a word, `..` up to five words in between.
 */
export interface CatalogueEntry {
  readonly class: IncidentClass;
  /** One sentence for the reader of a verdict. */
  readonly about: string;
  /** Phrases that name this cause. */
  readonly words: readonly string[];
  /** Phrases that often go with it, and name no cause by themselves. */
  readonly hints: readonly string[];
  /** What is seen from outside; never counted as a cause, only quoted in support of one. */
  readonly symptoms: readonly string[];
  /** The kind of guard that catches it before production, or null: staging cannot show it. */
  readonly guard: { readonly kind: (typeof guardKinds)[number]; readonly why: string } | null;
  /** Where staging shows it, or would have to. */
  readonly dimensions: readonly Dimension[];
}
