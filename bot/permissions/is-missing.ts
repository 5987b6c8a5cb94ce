/** Tells whether GitHub said that there is no such thing (404). */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 404;
}
