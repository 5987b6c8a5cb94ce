import type { GuardContext } from '../../../src/incidents/guards/guard.ts';
import type { IncidentClass } from '../../../src/incidents/incident-class.ts';
import type { IncidentFacts } from '../../../src/incidents/incident-facts.ts';

type Facts = Omit<IncidentFacts, 'schema' | 'id' | 'title' | 'link' | 'date' | 'class' | 'service'>;
type Known = { readonly [Name in keyof Facts]?: Extract<Facts[Name], { known: true }>['value'] };

const unknown = { known: false } as const;
const nothing: Facts = {
  endpoint: unknown,
  poolSize: unknown,
  concurrency: unknown,
  rate: unknown,
  rateLimit: unknown,
  duration: unknown,
  latency: unknown,
  errorRate: unknown,
  retries: unknown,
  memory: unknown,
  ttl: unknown,
  table: unknown,
  query: unknown,
  dependency: unknown,
  host: unknown,
  variable: unknown,
  permission: unknown,
};

/** The facts of an incident that says just this. */
export function incidentOf(
  name: IncidentClass,
  known: Known = {},
  own: Partial<Pick<IncidentFacts, 'id' | 'title' | 'link' | 'date' | 'service'>> = {},
): IncidentFacts {
  const facts = Object.entries(known).map(([key, value]) => [
    key,
    { known: true, value, evidence: JSON.stringify(value) },
  ]);
  return {
    schema: 'tollgate.incident-facts/1',
    id: '42',
    title: 'Checkout was down',
    link: 'https://github.com/acme/shop/issues/42',
    date: '2026-03-04',
    class: name,
    service: 'checkout',
    ...nothing,
    ...Object.fromEntries(facts),
    ...own,
  };
}

export const noTraffic: GuardContext = { traffic: null, productionHosts: [] };
