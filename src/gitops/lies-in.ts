/**
 * Whether a file lies in one of these folders, or is one of these files.
 *
 * @example liesIn('apps/shop/values.yaml', ['apps/shop']) // true
 * @example liesIn('apps/shopping/values.yaml', ['apps/shop/']) // false
 */
export function liesIn(path: string, paths: readonly string[]): boolean {
  return paths.some((one) => {
    const folder = one.replace(/^\.?\/+/, '').replace(/\/+$/, '');
    return folder === '' || folder === '.' || path === folder || path.startsWith(`${folder}/`);
  });
}
