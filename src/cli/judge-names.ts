import { JudgeName } from '../model/canary/judge-name.ts';
import { UsageError } from '../model/usage-error.ts';

const names = JudgeName.options.join(', ');

/**
 * Judges as they are written: `tollgate,kayenta`; each once.
 *
 * @throws UsageError for a word that names none
 */
export function parseJudges(text: string): JudgeName[] {
  const judges = text.split(',').map((word) => JudgeName.safeParse(word.trim()));
  const parsed = judges.flatMap(({ data }) => data ?? []);
  if (parsed.length === judges.length) return [...new Set(parsed)];
  throw new UsageError('invalid-option', `--judge: wanted one or more of ${names}, separated by commas, not "${text}"`);
}
