/** What `engines` of package.json asks for; the installed command line is not kept from an older Node by npm. */
export const oldestNode = 24;

/**
 * What to tell whoever starts the command line under a Node that is too old, or null.
 *
 * Without it the first missing function would speak, in words that nobody takes for that.
 *
 * @param version as `process.versions.node` has it
 *
 * @example unsupportedNode('24.0.0') // null
 */
export function unsupportedNode(version: string): string | null {
  if (Number.parseInt(version, 10) >= oldestNode) return null;
  return `this needs Node ${oldestNode} or newer, and runs under Node ${version}. Install a newer one; or, in a checkout: npm run --silent tollgate -- … (npm installs the right Node there)`;
}
