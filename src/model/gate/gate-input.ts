/** A page on which a person can see the evidence. */
export interface EvidenceLink {
  readonly label: string;
  readonly url: string;
}

/** What was found, and when it was made (evidence) or read (state such as locks); the instant is ISO 8601. */
export interface Present<Value> {
  readonly kind: 'present';
  readonly value: Value;
  readonly at: string;
  readonly links: readonly EvidenceLink[];
}

/**
 * Why there is nothing to decide by: there is none (`absent`), its keeper did not answer (`unreachable`), what is there is too
 * old to be given as evidence at all (`stale`), or it claims to be what it is not (`forged`).
 */
export const lacks = ['absent', 'unreachable', 'stale', 'forged'] as const;
export type Lack = (typeof lacks)[number];

export interface Lacking {
  readonly kind: Lack;
  /** In words, for a person. */
  readonly reason: string;
  readonly links: readonly EvidenceLink[];
}

/** One thing that the gate decides by. */
export type GateInput<Value> = Present<Value> | Lacking;

/**
 * Makes an input of what is missing.
 *
 * @example lacking('absent', 'no run was found').kind // 'absent'
 */
export function lacking(kind: Lack, reason: string, links: readonly EvidenceLink[] = []): Lacking {
  return { kind, reason, links };
}
