/** Where a deployment waits, as far as the bot believes what it was told. */
export interface Whereabouts {
  /** Base address of GitHub’s API, as the operator has set it. */
  readonly api: string;
  readonly owner: string;
  readonly repo: string;
}

/** More than GitHub will ever count to, and less than a number loses digits. */
const runId = /^[1-9]\d{0,14}$/;

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/**
 * Takes the number of the run out of the callback address of a deployment protection rule; the address itself is never followed.
 *
 * @returns null for any address but that of this repository on this GitHub
 * @example runOfCallback('https://api.github.com/repos/octo/shop/actions/runs/7/deployment_protection_rule', { api: 'https://api.github.com', owner: 'octo', repo: 'shop' }) // 7
 */
export function runOfCallback(callback: string, { api, owner, repo }: Whereabouts): number | null {
  const url = URL.parse(callback);
  const base = URL.parse(api);
  // What the address would be normalised to is not what was sent.
  if (url === null || base === null || url.href !== callback) return null;
  const start = `${base.origin}${base.pathname.replace(/\/$/, '')}/`;
  if (!callback.startsWith(start)) return null;
  const parts = callback.slice(start.length).split('/');
  const id = parts[5] ?? '';
  const expected = ['repos', owner, repo, 'actions', 'runs', id, 'deployment_protection_rule'];
  const fits = parts.length === expected.length && expected.every((part, index) => isSame(part, parts[index] ?? ''));
  return fits && runId.test(id) ? Number(id) : null;
}
