import { Misread, misreadWord, quoted } from './misread.ts';
import { joinWords, type Word } from './split-words.ts';

const day = 86_400_000;
const isoDay = /^\d{4}-\d{2}-\d{2}$/;
/** A zone is wanted: two people would otherwise mean two hours. */
const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/i;
const forms = {
  day: 'a day such as 2026-12-31',
  instant: 'a day such as 2026-12-31 (to its end, UTC) or an instant with its zone such as 2026-12-31T18:00Z',
} as const;

/** Midnight of a day that exists, in milliseconds; NaN where it does not. */
function midnight(text: string): number {
  const time = Date.parse(`${text}T00:00:00Z`);
  return isoDay.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? time : Number.NaN;
}

function readDay(text: string): string {
  if (Number.isNaN(midnight(text))) throw misreadWord(text, `until ${quoted(text)}: wanted ${forms.day}`);
  return text;
}

function readInstant(text: string): string {
  const exists = !Number.isNaN(midnight(text.slice(0, 10)));
  const time = isoDay.test(text) ? midnight(text) + day : isoInstant.test(text) ? Date.parse(text) : Number.NaN;
  if (!exists || Number.isNaN(time)) throw misreadWord(text, `until ${quoted(text)}: wanted ${forms.instant}`);
  return new Date(time).toISOString();
}

/**
 * Reads "until <when> because <reason>".
 *
 * @param form whether a whole day is wanted, or an instant (a day is then meant to its end)
 * @throws Misread
 */
export function readUntil(words: readonly Word[], form: keyof typeof forms): { until: string; reason: string } {
  const [until, when, because, ...reason] = words;
  if (until?.text.toLowerCase() !== 'until' || when === undefined) {
    throw new Misread(`wanted "until" and ${forms[form]}`);
  }
  const read = form === 'day' ? readDay(when.text) : readInstant(when.text);
  if (because?.text.toLowerCase() !== 'because' || reason.length === 0) {
    throw new Misread('wanted "because" and a reason behind the date: it is kept beside the command');
  }
  const text = joinWords(reason).trim();
  if (text === '' || text.length > 500) throw new Misread('wanted a reason of 1 to 500 characters');
  return { until: read, reason: text };
}
