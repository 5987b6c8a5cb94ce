import type { Check } from '../guards/guard-check.ts';
import { type GuardOutcome, judged, unmeasured } from './guard-outcome.ts';

/** One certificate of a chain as far as its date goes. */
export interface CertificateDates {
  readonly name: string;
  readonly from: Date;
  readonly to: Date;
}

const day = 86_400_000;
const daysText = (milliseconds: number) => `${Math.floor(milliseconds / day)} days`;

/** Tells whether every certificate of a chain is valid now and for long enough. */
export function judgeCertificate(
  chain: readonly CertificateDates[],
  { days }: Extract<Check, { kind: 'certificate' }>,
  now: Date,
): GuardOutcome {
  const first = chain.toSorted((one, other) => one.to.getTime() - other.to.getTime())[0];
  if (first === undefined) return unmeasured('the server sent no certificate');
  const early = chain.find(({ from }) => !(from.getTime() <= now.getTime()));
  const left = first.to.getTime() - now.getTime();
  const until = first.to.toISOString().slice(0, 10);
  if (Number.isNaN(left)) return unmeasured(`the certificate of ${first.name} has no date that can be read`);
  if (early !== undefined)
    return judged(
      false,
      `the certificate of ${early.name} is valid only from ${early.from.toISOString().slice(0, 10)}`,
    );
  if (!(left > 0)) return judged(false, `the certificate of ${first.name} expired on ${until}`);
  return judged(
    left >= days * day,
    `the certificate of ${first.name} is valid for ${daysText(left)} (until ${until}), wanted ${days}`,
  );
}
