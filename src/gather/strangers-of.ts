import type { SucceededDeployment } from '../model/ports/evidence.ts';

/**
 * Who made a deployment, or said that it succeeded, and is none of those whose deployments count.
 *
 * Whoever may push can make a deployment of any commit to any environment and call it a success; only GitHub knows who it was.
 */
export function strangersOf({ by }: Pick<SucceededDeployment, 'by'>, deployers: readonly string[]): string[] {
  const known = new Set(deployers.map((login) => login.toLowerCase()));
  return by.flatMap((login) =>
    login !== null && known.has(login.toLowerCase()) ? [] : [login ?? 'a deleted account'],
  );
}
