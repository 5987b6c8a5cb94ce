/**
 * Tells whether what changes an environment wants the word of a second person: where the configuration says so; production unless it
 * says otherwise.
 *
 * @example isProtected('production', {}) // true
 * @example isProtected('staging', {}) // false
 */
export function isProtected(name: string, environment: { readonly protected?: boolean | undefined }): boolean {
  return environment.protected ?? name.toLowerCase() === 'production';
}
