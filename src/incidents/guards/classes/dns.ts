import type { IncidentFacts } from '../../incident-facts.ts';
import { checkGuard } from '../check-guard.ts';
import type { Guard } from '../guard.ts';

/** A change of address must be through after a minute. */
const longestTtl = 60;

const isName = (text: string) => /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]*[a-z0-9])?\.)+[a-z0-9-]+$/i.test(text);

/** DNS: the name has addresses, and nobody may keep them for longer than a change may take. */
export function dnsGuard(facts: IncidentFacts): Guard {
  const name = facts.host.known && isName(facts.host.value) ? facts.host.value : null;
  // The incident's own value is the one that was too long where it is longer than this.
  const maxTtl = facts.ttl.known ? Math.min(facts.ttl.value, longestTtl) : longestTtl;
  return checkGuard({
    facts,
    kind: 'dns',
    why: `Load resolves a name once and keeps it, so it shows neither a name without addresses nor one that is kept for too long. This asks the name's own server: it must have an address, and say that it may be kept for at most ${maxTtl} s, which bounds how long a change of address takes.`,
    assumed: [
      ...(name === null ? ['the incident names no host: "name" must be filled in'] : []),
      ...(facts.ttl.known ? [] : [`no TTL is known: at most ${longestTtl} s`]),
    ],
    dimensions: ['network'],
    check: { kind: 'dns', name, type: 'A', least: 1, maxTtl },
    evidence: 'RESOLVER:PORT',
  });
}
