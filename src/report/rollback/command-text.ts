import { shellWord } from '../escape/shell-word.ts';

/** A rollback as one would type it. @example commandText('eu west', ['--resume']) // "tollgate rollback 'eu west' --resume" */
export function commandText(environment: string, options: readonly string[]): string {
  return ['tollgate', 'rollback', environment, ...options].map(shellWord).join(' ');
}
