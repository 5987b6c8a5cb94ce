const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** Why the words of these people do not open the gate for a commit; null where they do. */
export type WhyNotEnough = 'own' | 'unknown' | null;

/**
 * Whether somebody has spoken who did not bring the commit about himself. Where nobody knows who did, it may have been any one of them: it
 * takes two.
 *
 * @param authors null where GitHub does not say
 * @example whyNotEnough(['ann'], ['Ann', 'bob']) // 'own'
 * @example whyNotEnough(['ann'], null) // 'unknown'
 */
export function whyNotEnough(by: readonly string[], authors: readonly string[] | null): WhyNotEnough {
  if (authors === null || authors.length === 0) {
    return new Set(by.map((login) => login.toLowerCase())).size > 1 ? null : 'unknown';
  }
  return by.some((login) => !authors.some((author) => isSame(author, login))) ? null : 'own';
}
