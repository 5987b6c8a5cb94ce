import { invalidPlan } from './invalid-plan.ts';
import type { NamedPlan } from './named-plan.ts';
import { parseJsonPlans } from './parse-json-plans.ts';
import { isLog, parseLog } from './parse-log.ts';
import { parseTextPlans } from './parse-text-plans.ts';
import { type Line, stripFrame } from './strip-frame.ts';

function refuseOtherForms(lines: readonly Line[], place: string): void {
  const first = lines.find(({ text }) => text.trim() !== '');
  const text = first?.text.trim() ?? '';
  const form = text.startsWith('<') ? 'XML' : /^(- )?(Plan:|Query Text: ")/.test(text) ? 'YAML' : null;
  if (form === null || first === undefined) return;
  throw invalidPlan(
    { place, line: first.number, text },
    `begins a plan in ${form}, which is not read; wanted EXPLAIN (FORMAT JSON), or the plain text form`,
  );
}

/** An object, or a list of objects or of nothing; a prompt like `[7]shop=#` is neither. */
const isJson = /^\s*(?:\{|\[\s*[[{\]])/;

/**
 * Reads every plan of a text, in whatever shape people paste them: JSON (one, several, by the names of their queries), text, either
 * in psql's frames, broken lines, entries of auto_explain in a log.
 *
 * @param place what the file is called in messages
 * @throws UsageError that quotes the line and says what is wanted
 */
export function parsePlans(text: string, place: string): NamedPlan[] {
  const plain = text.replace(/^\uFEFF/, '');
  if (isJson.test(plain)) return parseJsonPlans(plain, place);
  const lines = stripFrame(plain);
  if (isLog(lines)) return parseLog(lines, place);
  const whole = lines
    .map((line) => line.text)
    .join('\n')
    .trim();
  if (isJson.test(whole)) return parseJsonPlans(whole, place);
  refuseOtherForms(lines, place);
  return parseTextPlans(lines, place);
}
