import type { Changes } from './list-changed-files.ts';

const form = /^merge-group:([0-9a-f]{40})$/;

/**
 * What we note on a check so that it can be made again: GitHub does not say later what a merge group was compared with.
 *
 * @example noteOf({ kind: 'pull-request', number: 7 }) // null
 */
export function noteOf(changes: Changes): string | null {
  return changes.kind === 'commits' ? `merge-group:${changes.base}` : null;
}

/** The changes of a commit by the note on its check; null where the note names none. */
export function changesOf(note: string | null, head: string): Changes | null {
  const base = form.exec(note ?? '')?.[1];
  return base === undefined ? null : { kind: 'commits', base, head };
}
