import { describe, expect, it } from 'vitest';
import { IncidentIndex } from '../../src/incidents/incident-index.ts';

const entry = {
  id: '42',
  link: 'https://github.com/acme/shop/issues/42',
  class: 'connection_pool_exhaustion',
  service: 'checkout',
  date: '2026-11-03',
  dimensions: ['resources', 'traffic'],
  guard: { kind: 'k6', file: 'connection-pool-exhaustion-checkout.js' },
  proof: null,
  status: 'active',
};
const read = (changes: object) =>
  IncidentIndex.safeParse({ schema: 'tollgate.incidents/1', incidents: [{ ...entry, ...changes }] }).success;

describe('the index of incidents', () => {
  it('reads an entry without proof and without waiver', () => {
    const index = IncidentIndex.parse({ schema: 'tollgate.incidents/1', incidents: [entry] });
    expect(index.incidents[0]).toEqual({ ...entry, waiver: null });
  });

  it.each([
    ['an unknown class', { class: 'unknown' }],
    ['a file above its folder', { guard: { kind: 'k6', file: '../x.js' } }],
    ['a file above its folder, later', { guard: { kind: 'k6', file: 'a/../../x.js' } }],
    ['an absolute file', { guard: { kind: 'k6', file: '/etc/passwd' } }],
    ['a link that runs code', { link: 'javascript:alert(1)' }],
    ['an id with a slash', { id: 'a/b' }],
    ['a key nobody knows', { sevrity: 1 }],
    ['no dimension', { dimensions: [] }],
  ])('refuses %s', (_, changes) => {
    expect(read({})).toBe(true);
    expect(read(changes)).toBe(false);
  });

  it('refuses an id twice', () => {
    expect(IncidentIndex.safeParse({ schema: 'tollgate.incidents/1', incidents: [entry, entry] }).success).toBe(false);
  });
});
