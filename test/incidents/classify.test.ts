import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/incidents/catalogue/catalogue.ts';
import { classify } from '../../src/incidents/classify/classify.ts';
import { incidentClasses } from '../../src/incidents/incident-class.ts';
import { parseIncidentText } from '../../src/incidents/text/parse-incident-text.ts';
import { featureRequests, supportQuestions } from './fixtures/not-incidents.ts';

const read = (text: string) => classify(parseIncidentText(text));
const classOf = (text: string) => read(text).class;

describe('the catalogue', () => {
  it('has an entry for every class, each with words, symptoms, an explanation and a dimension', () => {
    expect([...catalogue.keys()].toSorted()).toEqual([...incidentClasses].toSorted());
    for (const entry of catalogue.values())
      expect(
        Math.min(entry.words.length, entry.symptoms.length, entry.about.length, entry.dimensions.length),
      ).toBeGreaterThan(0);
  });

  it('never has alternatives beside alternatives, where a blank of a word was meant', () => {
    const phrases = [...catalogue.values()].flatMap(({ words, hints, symptoms }) => [...words, ...hints, ...symptoms]);
    expect(phrases.filter((phrase) => / \w*\|\S+ \S*\|\S+ \S*\|/.test(phrase))).toEqual([]);
  });

  it('has a guard for the twelve classes that staging can be made to show', () => {
    const guarded = [...catalogue.values()].filter(({ guard }) => guard !== null).map((entry) => entry.class);
    expect(guarded.toSorted()).toEqual(incidentClasses.slice(0, 12).toSorted());
  });
});

describe('classify', () => {
  it.each([
    ['a sentence', 'Checkout failed because the connection pool was exhausted.', 'connection_pool_exhaustion'],
    [
      'what led to what',
      'An expired TLS certificate led to retries, which overloaded the database.',
      'certificate_expiry',
    ],
    [
      'what was caused by what',
      'The database was overloaded. This was caused by a retry storm of mobile clients.',
      'retry_storm',
    ],
    ['what it was not', 'It was not the database and no deadlock; DNS resolution of the payment host failed.', 'dns'],
    ['what was ruled out', 'Deadlocks were ruled out. The disk was full.', 'disk_full'],
    ['what was suspected', 'We first suspected a memory leak, but a feature flag was misconfigured.', 'config_change'],
    [
      'a root cause under its heading, whatever the timeline and the fix say',
      `# API down\n\n## Timeline\n- 10:02 CPU at 100%, database overloaded\n- 10:20 failover of the database, deploy rolled back\n\n## Root cause\nA table lock held by a long transaction blocked all writes.\n\n## Resolution\nWe restarted the pods and raised the pool size.\n\n## Action items\n- renew certificates earlier\n`,
      'lock_contention',
    ],
    [
      'a line that says it',
      'Orders lost\nImpact: deploy stuck, disk full on two hosts\nRoot cause: the IAM role lacked a permission',
      'permission_denied',
    ],
    [
      'a label',
      JSON.stringify({ title: 'Slow', body: 'Deadlocks everywhere.', labels: ['root-cause: slow-query'] }),
      'slow_query',
    ],
    ['front matter', '---\nroot-cause: rate limit\n---\nThe certificate expired.', 'rate_limit'],
    [
      'a comment',
      JSON.stringify({ title: 'API down', comments: ['Root cause: thundering herd after the cache flush.'] }),
      'thundering_herd',
    ],
    ['symptoms only', 'Requests timed out and were slow; many 503 errors. Customers saw latency.', 'unknown'],
    ['a load', 'The pool of 20 connections was exhausted: 120 concurrent users.', 'connection_pool_exhaustion'],
    ['nothing', 'Something happened.', 'unknown'],
    ['code', 'API down\n```\ndeadlock detected\n```\n<!-- Root cause: dns -->', 'unknown'],
  ])('reads %s', (_, text, expected) => {
    expect(classOf(text)).toBe(expected);
  });

  it('quotes its evidence as it was written, and names runners-up', () => {
    const said = read('The disk was full and no space left for logs. Kafka consumers lagged behind later.');
    expect(said.evidence).toEqual(['The disk was full and no space left for logs.']);
    expect(said.runnersUp.map((one) => one.class)).toContain('queue_backlog');
    expect(said.confidence).toBeGreaterThan(said.runnersUp[0]?.confidence ?? 1);
  });

  it('does not take concurrent users for a race', () => {
    const said = read('The pool of 20 connections was exhausted: 120 concurrent users.');
    expect(said.runnersUp.map((one) => one.class)).not.toContain('race_condition');
  });

  it('says the same twice, whatever the case and the line ends', () => {
    const text = 'Outage\n\nThe connection pool was exhausted; retries made it worse.';
    expect(read(text)).toEqual(read(text));
    expect(classOf(text.toUpperCase())).toBe(classOf(text));
    expect(classOf(text.replaceAll('\n', '\r\n'))).toBe(classOf(text));
  });

  it('takes at most one of ten wishes and ten questions for an incident', () => {
    const taken = [...featureRequests, ...supportQuestions].filter((one) => classOf(JSON.stringify(one)) !== 'unknown');
    expect(taken.map(({ title }) => title).slice(1)).toEqual([]);
  });

  it('takes the same words for an incident once they are labelled so', () => {
    const [first] = supportQuestions;
    expect(classOf(JSON.stringify({ ...first, labels: ['incident'] }))).toBe('connection_pool_exhaustion');
  });

  it.each([
    ['nothing', ' \n '],
    ['JSON that is none', '{"title": '],
    ['JSON of something else', '{"title": 5}'],
    ['JSON without title and body', '{"titel": "Down"}'],
    ['a list', '[{"title": "Down"}]'],
    ['front matter that is none', '---\na: [\n---\nDown.'],
    ['front matter with a tree', '---\na: {b: {c: 1}}\n---\nDown.'],
  ])('refuses %s with what is wanted', (_, text) => {
    expect(() => read(text)).toThrow(/wanted|no YAML|not an incident/);
  });

  it('reads texts made to be slow', () => {
    const before = performance.now();
    for (const piece of [
      'pool ',
      'a'.repeat(50),
      '((((',
      '## ',
      'retry retry ',
      '```',
      '\u202E',
      ' \n',
      'pool - ',
      '**',
    ])
      read(`Down${piece.repeat(200_000 / piece.length)}`);
    expect(performance.now() - before).toBeLessThan(15_000);
  });
});
