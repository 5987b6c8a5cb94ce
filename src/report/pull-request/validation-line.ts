import type { Trend } from '../../drift/trend-of.ts';
import { formatCount } from '../../model/format-value.ts';
import type { Verdict } from '../../model/verdict.ts';
import { link } from '../markdown/link.ts';
import { type Markdown, md, sentence } from '../markdown/md.ts';
import { type KnownValidation, staleHours, voidHours } from './pull-request-facts.ts';

/** Only what changes is worth a word. */
const trendWords: ReadonlyMap<Trend, string> = new Map([
  ['worse', ' Over the last runs staging has become less like production.'],
  ['better', ' Over the last runs staging has become more like production.'],
]);

function ageText(hours: number): string {
  if (hours < 1) return 'less than an hour';
  const whole = Math.floor(hours);
  if (whole > voidHours) return `${formatCount(Math.floor(whole / 24))} days`;
  return whole === 1 ? '1 hour' : `${whole} hours`;
}

function staleness(hours: number): string {
  if (hours > voidHours) return ' That is too long ago to rely on.';
  return hours > staleHours ? ' It is stale: the daily validation did not run.' : '';
}

/** Whose debt it is, where there is one: an author who reads “fail” looks for what he did. */
function debt({ decision, summary }: Verdict): Markdown {
  return decision === 'fail' ? md` ${sentence(summary, 200)} No pull request fails for that.` : md``;
}

/** Age and verdict of the newest validation, and where validations go. */
export function validationLine(validation: KnownValidation | null): Markdown {
  if (validation === null) return md`No validation of staging against production is known yet.`;
  const { verdict, ageHours, missed, trend, link: address } = validation;
  const madeUp =
    missed === 0
      ? ''
      : ` It makes up for ${missed === 1 ? 'a scheduled one that was' : `${formatCount(missed)} scheduled ones that were`} missed.`;
  return md`Newest ${link('validation of staging', address)}: **${verdict.decision}**, ${ageText(ageHours)} old.${debt(verdict)}${staleness(ageHours)}${madeUp}${trendWords.get(trend) ?? ''}`;
}
