import { UsageError } from '../../model/usage-error.ts';

const quoted = 120;

/** What was given, and what is wanted instead. */
interface Given {
  /** Where it was read: a file's name. */
  readonly place: string;
  /** Line number from 1; null where it concerns the whole. */
  readonly line?: number | null;
  /** The line itself. */
  readonly text?: string;
}

/** The mistake of someone who gave what is no plan; quotes the line and says what is wanted. */
export function invalidPlan({ place, line = null, text = '' }: Given, wanted: string, cause?: unknown): UsageError {
  const where = line === null ? place : `${place}, line ${line}`;
  const words = text.trim().replaceAll(/\s+/g, ' ');
  const said = words === '' ? '' : ` “${words.length > quoted ? `${words.slice(0, quoted - 1)}…` : words}”`;
  return new UsageError('invalid-plan', `${where}:${said} ${wanted}`, { cause });
}
