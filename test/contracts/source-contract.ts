// A state that cannot occur is skipped with its reason; what a state expects is asserted in the functions below.
/* oxlint-disable vitest/no-disabled-tests, vitest/expect-expect */
import { describe, expect, it } from 'vitest';
import type { PresentEvidence } from '../../src/model/evidence.ts';
import { Profile } from '../../src/model/profile.ts';
import { isUnreachable, type ReasonCode } from '../../src/model/reason-codes.ts';
import { tool } from '../../src/model/tool.ts';
import type { Window } from '../../src/model/window.ts';
import type { Collected, Source } from '../../src/sources/source.ts';

/** The states that the contract puts every source into, and what each of them holds. */
export const contractStates = {
  present: '100 requests of "GET /orders/{}" and 100 of "GET /checkout", all answered with 200',
  'absent-route': 'as present, but nothing is known of "GET /checkout"',
  empty: 'the provider answers and holds nothing',
  'not-a-number': 'the provider answers with NaN where a latency or a count belongs',
  'several-series': 'as present, but told by two series (pods, files, groups) of 50 requests per route each',
  'wrong-type': 'the provider answers with something else, for example an HTML page',
  unauthorized: '401: the credentials are refused',
  'not-found': '404, or no such file',
  'rate-limited': '429 at every attempt',
  'server-error': '503 at every attempt',
  timeout: 'no answer within the time-out',
} as const;

export type ContractState = keyof typeof contractStates;

/** How one source is put into each state; a state that cannot occur says why instead. */
export interface Arrangement {
  readonly window: Window;
  readonly states: Readonly<Record<ContractState, (() => Promise<Source>) | { readonly notApplicable: string }>>;
}

/** States in which there is no evidence at all, with the reasons that a section may give. */
const withoutEvidence: readonly (readonly [ContractState, readonly ReasonCode[]])[] = [
  ['empty', ['source-empty']],
  ['wrong-type', ['bad-response', 'kind-mismatch']],
  ['unauthorized', ['unauthorized']],
  ['not-found', ['not-found']],
  ['rate-limited', ['rate-limited']],
  ['server-error', ['server-error']],
  ['timeout', ['timeout']],
];

/** Runs the contract that every source keeps; `arrangement` is made once, lazily, inside the tests. */
export function describeSourceContract(name: string, arrangement: Arrangement): void {
  const { window, states } = arrangement;
  const state = (key: ContractState, check: (source: Source) => Promise<void>) => {
    const arrange = states[key];
    if (typeof arrange !== 'function') return it.skip(`${key}: cannot occur, ${arrange.notApplicable}`);
    it(`${key}: ${contractStates[key]}`, async () => check(await arrange()), 30_000);
  };
  const collect = (source: Source) => collectChecked(source, window);

  describe(`${name} keeps the source contract`, () => {
    state('present', async (source) => {
      const collected = await collect(source);
      expect(routesOf(collected, 'latency')).toEqual(['GET /checkout', 'GET /orders/{}']);
      expect(routesOf(collected, 'errors')).toEqual(['GET /checkout', 'GET /orders/{}']);
      expect(requestsOf(collected)).toBeCloseTo(200, 0);
      expect(badOf(collected)).toBe(0);
      expect(await collect(source), 'the same answer to the same question').toMatchObject({
        sections: collected.sections,
      });
    });
    state('absent-route', async (source) => {
      const collected = await collect(source);
      expect(routesOf(collected, 'latency')).toEqual(['GET /orders/{}']);
      expect(routesOf(collected, 'errors')).toEqual(['GET /orders/{}']);
    });
    state('not-a-number', async (source) => {
      const { latency, errors } = (await collect(source)).sections;
      const evidence = [...(latency?.evidence ?? []), ...(errors?.evidence ?? [])];
      const reasons = evidence.map((one) => (one.state === 'present' ? 'present' : one.reason));
      expect([...reasons, latency?.reason, errors?.reason]).toContain('not-a-number');
    });
    state('several-series', async (source) => {
      expect(requestsOf(await collect(source))).toBeCloseTo(200, 0);
    });
    for (const [key, reasons] of withoutEvidence) {
      state(key, async (source) => expectUnavailable(await collect(source), reasons));
    }
    const present = states.present;
    if (typeof present === 'function') {
      it('sends nothing when it is only asked for its queries', async () => {
        const dry = await collectChecked(await present(), window, true);
        for (const section of Object.values(dry.sections)) expect(section).toMatchObject({ reason: 'not-collected' });
      });
    }
  });
}

/** A profile of what was collected; throws where `tollgate` could not read it back. */
function profileOf({ sections: { latency, errors }, queries, ...time }: Collected, window: Window): Profile {
  return Profile.parse({
    schema: 'tollgate.profile/1',
    tool,
    environment: 'staging',
    subject: { service: 'shop', region: null, release: null },
    collectedAt: window.to,
    window,
    ...time,
    sections: { latency, errors },
    history: [],
    queries,
  });
}

/** Collects, and checks what holds in every state: a section per topic, in a profile that can be read back, with its queries. */
async function collectChecked(source: Source, window: Window, dryRun = false): Promise<Collected> {
  const topics = ['latency', 'errors'] as const;
  const collected = await source.collect({ side: 'staging', window, topics, dryRun });
  expect(Object.keys(collected.sections).sort()).toEqual([...topics].sort());
  expect(JSON.parse(JSON.stringify(profileOf(collected, window)))).toMatchObject({ sections: collected.sections });
  for (const section of Object.values(collected.sections)) {
    expect(section.source).toBe(source.name);
    if (section.status !== 'ok') expect(section.reason, 'says why it is not ok').not.toBeNull();
    for (const { query, source: said } of section.evidence) {
      expect(said).toBe(source.name);
      if (query !== null) expect(collected.queries).toHaveProperty([query]);
    }
  }
  return collected;
}

function expectUnavailable({ sections }: Collected, reasons: readonly ReasonCode[]): void {
  for (const section of [sections.latency, sections.errors]) {
    expect(section?.status).toBe('unavailable');
    expect(reasons).toContain(section?.reason);
    expect(section?.message).toBeTruthy();
    expect(section?.evidence.filter((one) => one.state === 'present')).toEqual([]);
    if (section?.reason && isUnreachable(section.reason))
      expect(section.evidence.every((one) => one.state === 'unreachable')).toBe(true);
  }
}

function presentIn(collected: Collected, topic: 'latency' | 'errors'): PresentEvidence[] {
  return (collected.sections[topic]?.evidence ?? []).filter((one) => one.state === 'present');
}

function routesOf(collected: Collected, topic: 'latency' | 'errors'): string[] {
  return presentIn(collected, topic)
    .map((one) => String(one.scope.route))
    .sort();
}

/** Requests over all routes, by status code or by failed/total. */
function requestsOf(collected: Collected): number {
  let total = 0;
  for (const { value } of presentIn(collected, 'errors')) {
    if (value.kind === 'record') for (const requests of Object.values(value.entries)) total += requests;
    if (value.kind === 'counts') total += value.total;
  }
  return total;
}

function badOf(collected: Collected): number {
  let bad = 0;
  for (const { value } of presentIn(collected, 'errors')) {
    if (value.kind === 'counts') bad += value.bad;
    if (value.kind === 'record')
      for (const [code, requests] of Object.entries(value.entries)) if (code.startsWith('5')) bad += requests;
  }
  return bad;
}
