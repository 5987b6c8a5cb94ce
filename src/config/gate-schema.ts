import { z } from 'zod';
import { type Freeze, type GateRules, requirable, type WeekTime, weekdays } from '../model/gate/gate-rules.ts';
import { Duration, word } from './schema-words.ts';

const hours = (amount: number) => amount * 3600;
const days = (amount: number) => hours(24 * amount);

/** A name of the time zone database. */
function parseTimezone(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone === '' ? 'UTC' : text;
  } catch {
    throw new Error(`wanted the name of a time zone such as Europe/Berlin, not "${text}"`);
  }
}

type Moment = { readonly kind: 'dates'; readonly text: string } | { readonly kind: 'weekly'; readonly time: WeekTime };

/**
 * Parses where a freeze begins or ends: `2026-12-20`, `2026-12-20T18:00` or, every week, `fri 16:00`.
 *
 * @throws Error that says what is wanted
 * @example parseMoment('fri 16:00') // { kind: 'weekly', time: { day: 'fri', hour: 16, minute: 0 } }
 */
export function parseMoment(text: string): Moment {
  const [, date, time = '00:00'] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?$/.exec(text) ?? [];
  if (date !== undefined && isReal(`${date}T${time}`)) return { kind: 'dates', text: `${date}T${time}` };
  const [, name, hour, minute] = /^([a-z]{3}) ([01]\d|2[0-3]):([0-5]\d)$/.exec(text.toLowerCase()) ?? [];
  const day = weekdays.find((one) => one === name);
  if (day !== undefined) return { kind: 'weekly', time: { day, hour: Number(hour), minute: Number(minute) } };
  throw new Error(`wanted a local time such as 2026-12-20T18:00 or, every week, fri 16:00, not "${text}"`);
}

/** 30 February is none, although it can be parsed. */
function isReal(text: string): boolean {
  const instant = Date.parse(`${text}Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

const Timezone = word(parseTimezone).meta({ title: 'a time zone such as Europe/Berlin' });
const MomentWord = word(parseMoment).meta({ title: '2026-12-20T18:00 or fri 16:00' });

const FreezeTime = z
  .strictObject({
    from: MomentWord.describe('when it begins: a local time such as 2026-12-20T18:00, or every week fri 16:00'),
    to: MomentWord.describe('when it ends, in the same form'),
    timezone: Timezone.default('UTC').describe('time zone of both'),
    reason: z.string().min(1).describe('why nothing is deployed then; people read it'),
  })
  .transform(({ from, to, timezone, reason }, context): Freeze => {
    if (from.kind === 'dates' && to.kind === 'dates' && from.text < to.text) {
      return { kind: 'dates', from: from.text, to: to.text, timezone, reason };
    }
    if (from.kind === 'weekly' && to.kind === 'weekly' && JSON.stringify(from.time) !== JSON.stringify(to.time)) {
      return { kind: 'weekly', from: from.time, to: to.time, timezone, reason };
    }
    const message = 'wanted two dates, the second after the first, or two different times of the week';
    context.issues.push({ code: 'custom', message, input: from });
    return z.NEVER;
  });

const SoakTime = z.strictObject({
  time: Duration.describe('how long, such as 24h'),
  days: z.enum(['all', 'business']).default('all').describe('business: Saturday and Sunday do not count'),
  timezone: Timezone.default('UTC').describe('time zone whose Saturday and Sunday are meant'),
});

/** What must be there before a release may enter an environment. */
export const Gate = z
  .strictObject({
    required: z
      .array(z.enum(requirable))
      .min(1)
      .default(['validation', 'release'])
      .describe('evidence without which nothing is let through'),
    validation: z
      .strictObject({
        fresh: Duration.default(hours(26)).describe('older, it counts only with a passed canary of the same build'),
        void: Duration.default(hours(72)).describe('older, it does not count at all'),
      })
      .prefault({})
      .describe('age of the comparison of staging with production'),
    releaseAge: Duration.default(days(14)).describe('oldest verdict about the build itself that counts'),
    canaryAge: Duration.default(days(7)).describe('oldest verdict of a canary that counts'),
    previousEnvironment: z.string().min(1).optional().describe('environment in which the commit must run already'),
    deployers: z
      .array(z.string().min(1).max(100))
      .min(1)
      .default(['github-actions[bot]'])
      .describe('logins whose deployments count, besides the App’s own: anybody who may push can make one'),
    soak: SoakTime.optional().describe('how long it must have been there: a business cycle is 24h to 48h'),
    freezes: z.array(FreezeTime).default([]).describe('times in which nothing is deployed'),
    service: z.string().min(1).optional().describe('which service is released here, where the file has several'),
    patience: Duration.default(hours(1)).describe('how long missing evidence is waited for before the answer is no'),
    workflows: z
      .array(z.string().regex(/^\.github\/workflows\/[\w.-]+\.ya?ml$/, 'a path such as .github/workflows/validate.yml'))
      .min(1)
      .optional()
      .describe(
        'workflows of the default branch whose artifact tollgate-report is believed (default: validation.workflow)',
      ),
  })
  .superRefine(({ soak, previousEnvironment, required }, context) => {
    if (previousEnvironment !== undefined) return;
    const needs = soak !== undefined ? 'soak' : required.includes('previous') ? 'required' : null;
    if (needs === null) return;
    context.addIssue({
      code: 'custom',
      path: [needs],
      message: 'wanted `previousEnvironment` with it: the environment before this one',
    });
  })
  .describe('what must be there before a release may enter');
export type Gate = z.infer<typeof Gate>;

/** The rules of a configured gate. */
export function gateRules(gate: Gate): GateRules {
  const { previousEnvironment = null, soak } = gate;
  const required = new Set(gate.required);
  if (previousEnvironment !== null) required.add('previous');
  return {
    required: [...required],
    validation: { freshSeconds: gate.validation.fresh, voidSeconds: gate.validation.void },
    releaseSeconds: gate.releaseAge,
    canarySeconds: gate.canaryAge,
    previousEnvironment,
    deployers: gate.deployers,
    soak: soak === undefined ? null : { seconds: soak.time, days: soak.days, timezone: soak.timezone },
    freezes: gate.freezes,
    patienceSeconds: gate.patience,
  };
}
