import { factNames, IncidentFacts, type SaidByIncident } from '../incident-facts.ts';

/** Of these, the larger of two incidents is the harder test. */
const larger: ReadonlySet<string> = new Set(['concurrency', 'rate', 'duration', 'retries']);

/** What an incident says, without evidence. */
export function saidBy(facts: IncidentFacts): SaidByIncident {
  const pairs = factNames.flatMap((name) => {
    const fact = facts[name];
    return fact.known ? [[name, fact.value]] : [];
  });
  return Object.fromEntries(pairs) as SaidByIncident;
}

/**
 * Adds to an incident what earlier ones of its class and service said, so that their guard gets no weaker: what is unknown is taken
 * from them, and of loads the larger one counts.
 */
export function mergeFacts(facts: IncidentFacts, earlier: readonly SaidByIncident[]): IncidentFacts {
  const merged = earlier
    .flatMap((said) => Object.entries(said))
    .reduce<Map<string, unknown>>(
      (all, [name, value]) => {
        const known = all.get(name);
        const counts = known === undefined || (larger.has(name) && Number(value) > Number(known));
        return counts ? all.set(name, value) : all;
      },
      new Map(Object.entries(saidBy(facts))),
    );
  const changed = [...merged].filter(([name, value]) => {
    const fact = facts[name as (typeof factNames)[number]];
    return !fact.known || fact.value !== value;
  });
  const evidence = 'an earlier incident of this class and service';
  return IncidentFacts.parse({
    ...facts,
    ...Object.fromEntries(changed.map(([name, value]) => [name, { known: true, value, evidence }])),
  });
}
