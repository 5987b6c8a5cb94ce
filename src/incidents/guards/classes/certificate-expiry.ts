import type { IncidentFacts } from '../../incident-facts.ts';
import { checkGuard } from '../check-guard.ts';
import type { Guard } from '../guard.ts';

/** Time to renew before anyone notices. */
const days = 21;

/** A host, or host:port; anything else would be no address. */
const isAddress = (text: string) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i.test(text);

/** Certificate expiry: how long every certificate of the chain is still valid. */
export function certificateGuard(facts: IncidentFacts): Guard {
  const host = facts.host.known && isAddress(facts.host.value) ? facts.host.value : null;
  return checkGuard({
    facts,
    kind: 'certificate',
    why: `No load finds a date. This reads the dates of every certificate that the server sends, the intermediate ones too, and wants at least ${days} days of each: time to renew by hand when the renewal that should have happened did not.`,
    assumed:
      host === null ? ['the incident names no host: "address" is null, so it is given when the guard is run'] : [],
    dimensions: ['network'],
    check: { kind: 'certificate', address: host, serverName: null, days },
    evidence: 'HOST:PORT',
  });
}
