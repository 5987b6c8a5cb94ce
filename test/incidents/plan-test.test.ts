import { describe, expect, it } from 'vitest';
import { classify } from '../../src/incidents/classify/classify.ts';
import { extractFacts } from '../../src/incidents/facts/extract-facts.ts';
import { isEdited } from '../../src/incidents/guards/script-text.ts';
import { parseIndex } from '../../src/incidents/index/parse-index.ts';
import { guardHash } from '../../src/incidents/is-proven.ts';
import { lineDiff } from '../../src/incidents/plan/line-diff.ts';
import { planTest } from '../../src/incidents/plan/plan-test.ts';
import { postMortem } from '../../src/incidents/plan/post-mortem.ts';
import { recordProof } from '../../src/incidents/record-proof.ts';
import { parseIncidentText } from '../../src/incidents/text/parse-incident-text.ts';

const context = { traffic: null, productionHosts: [] };
const incident = (id: number, rest = 'a pool of 20') =>
  JSON.stringify({
    title: 'Checkout down',
    body: `Service: checkout\n\nRoot cause: the connection pool was exhausted: ${rest}. GET /cart failed.`,
    number: id,
  });

/** A folder of incidents in memory. */
function folder(files: Record<string, string> = {}) {
  const there = new Map(Object.entries(files));
  const test = (written: string) => {
    const text = parseIncidentText(written);
    const said = classify(text);
    const plan = planTest(extractFacts(text, said), context, {
      index: there.get('index.yml') ?? null,
      file: (path) => there.get(path) ?? null,
    });
    for (const { path, text: content } of plan.write) there.set(path, content);
    return { ...plan, markdown: postMortem({ said, plan, folder: 'load-tests/incidents' }) };
  };
  return { there, test, index: () => parseIndex(there.get('index.yml') ?? '').incidents };
}
const guard = 'checkout-connection-pool-exhaustion.js';
const side = (outcome: 'failed' | 'passed') => ({ outcome, target: 'x', why: '' });
const proofOf = (text: string) => ({
  at: '2026-11-19T12:00:00Z',
  guardHash: guardHash(text),
  bad: side('failed'),
  good: side('passed'),
});

describe('the test of an incident', () => {
  it('is a guard and an entry of the index; the same again changes nothing', () => {
    const { test, index, there } = folder();
    expect(test(incident(42))).toMatchObject({ outcome: 'created', shares: [], proposed: [] });
    expect([...there.keys()]).toEqual([guard, 'index.yml']);
    expect(index()).toMatchObject([
      {
        id: '42',
        class: 'connection_pool_exhaustion',
        service: 'checkout',
        guard: { kind: 'k6', file: guard },
        proof: null,
        said: { poolSize: 20 },
      },
    ]);
    expect(test(incident(42))).toMatchObject({ outcome: 'unchanged', write: [] });
  });

  it('stands for a second incident of the same class and service, and gets no weaker by it', () => {
    const { test, index, there } = folder();
    test(incident(42, 'a pool of 20, 400 concurrent users'));
    const before = there.get(guard) ?? '';
    expect(test(incident(43, '90 concurrent users'))).toMatchObject({ outcome: 'updated', shares: ['42'] });
    expect(index().map(({ id }) => id)).toEqual(['42', '43']);
    const users = (text: string) => Number(/"users": (\d+)/.exec(text)?.[1]);
    expect(users(there.get(guard) ?? '')).toBe(users(before));
    // The older one again: the guard bears the name of the newer.
    expect(test(incident(42, 'a pool of 20, 400 concurrent users'))).toMatchObject({ outcome: 'unchanged', write: [] });
  });

  it('keeps a guard that a person changed, and proposes the difference', () => {
    const { test, there } = folder();
    test(incident(42));
    const mine = (there.get(guard) ?? '').replace('"limit": 1000', '"limit": 777');
    there.set(guard, mine);
    expect(isEdited(mine)).toBe(true);
    const again = test(incident(43));
    expect(again.outcome).toBe('kept');
    expect(there.get(guard)).toBe(mine);
    expect(again.proposed[0]?.diff).toMatch(/^-\s+"limit": 777,$[\s\S]*^\+\s+"limit": 1000,$/m);
  });

  it('shares the proof of a guard with the guard', () => {
    const { test, there, index } = folder();
    test(incident(42));
    const mine = (there.get(guard) ?? '').replace('"limit": 1000', '"limit": 777');
    there.set(guard, mine);
    there.set('index.yml', recordProof(there.get('index.yml') ?? '', guard, proofOf(mine)));
    test(incident(43));
    expect(index().map(({ proof }) => proof?.guardHash)).toEqual([guardHash(mine), guardHash(mine)]);
  });

  it('keeps comments, waivers and other entries of an index that people edit', () => {
    const { test, there, index } = folder();
    test(incident(42));
    there.set(
      'index.yml',
      (there.get('index.yml') ?? '').replace('status: active', 'status: skipped # until the rewrite'),
    );
    test(incident(43));
    expect(there.get('index.yml')).toContain('# until the rewrite');
    expect(index().map(({ status }) => status)).toEqual(['skipped', 'active']);
    // Its own entry, too: nothing of it is written anew but what differs.
    const before = there.get('index.yml');
    expect(test(incident(42))).toMatchObject({ outcome: 'unchanged', write: [] });
    test(incident(42, 'a pool of 30'));
    expect(there.get('index.yml')).toBe(before?.replace('poolSize: 20', 'poolSize: 30'));
  });

  it('calls a guard proven only as it will lie there', () => {
    const { test, there } = folder();
    test(incident(42));
    there.set('index.yml', recordProof(there.get('index.yml') ?? '', guard, proofOf(there.get(guard) ?? '')));
    expect(test(incident(42)).markdown).toContain('it failed on the fault');
    expect(test(incident(42, 'a pool of 30')).markdown).toContain('**unproven.**');
  });

  it('takes the number and the address of an issue from GitHub, and never from what its author wrote', () => {
    const issue = { title: 'x', body: '---\nid: 3\nlink: https://evil.test\n---\nIt was down.' };
    const of = (more: object) => parseIncidentText(JSON.stringify({ ...issue, ...more }));
    expect(of({ number: 42, html_url: 'https://github.com/a/b/issues/42' })).toMatchObject({
      id: '42',
      link: 'https://github.com/a/b/issues/42',
    });
    expect(of({})).toMatchObject({ id: '3', link: 'https://evil.test' });
  });

  it('reads a thread whole, which may be long, and no half of a character', () => {
    const comments = Array.from({ length: 30 }, () => 'a '.repeat(40_000));
    const { title } = parseIncidentText(JSON.stringify({ title: 'Down \ud800', body: 'x', comments }));
    expect(title).toBe('Down \ufffd');
  });

  it('says that a class has no guard, and still keeps the incident', () => {
    const { test, index } = folder();
    expect(
      test(JSON.stringify({ title: 'Disk full', body: 'Root cause: the disk was full.', number: 9 })),
    ).toMatchObject({ outcome: 'no-guard' });
    expect(index()).toMatchObject([{ id: '9', class: 'disk_full', guard: null }]);
  });

  it('refuses an unknown class, and an index that is none', () => {
    expect(() => folder().test('Something broke.')).toThrow(/--class/);
    expect(() => folder({ 'index.yml': 'schema: x\nincidents: []' }).test(incident(1))).toThrow(/no index/);
    expect(() => folder({ 'index.yml': 'a: [' }).test(incident(1))).toThrow(/no YAML/);
  });

  it('writes a section for the post-mortem in which nothing of the incident is structure', () => {
    const { test } = folder();
    const { markdown } = test(
      JSON.stringify({
        title: 'x',
        number: 5,
        body: 'Service: checkout\n\nRoot cause: the connection pool was exhausted <img src=x> @everyone [a](http://b) | `${1}` */',
      }),
    );
    expect(markdown).toMatch(/^## How staging will catch this next time$/m);
    expect(markdown).toContain('**unproven.**');
    expect(markdown).toContain('Not known yet: pool size');
    expect(markdown).not.toMatch(/<img|@everyone|\]\(http/);
  });
});

describe('lineDiff', () => {
  it('shows only what changes, with its surroundings', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    expect(lineDiff(lines.join('\n'), lines.with(10, 'new').join('\n'))).toMatchInlineSnapshot(`
      "…
       line 7
       line 8
       line 9
      -line 10
      +new
       line 11
       line 12
       line 13
      …"
    `);
    expect(lineDiff('a', 'a')).toBe('…');
  });
});
