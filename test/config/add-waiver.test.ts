import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addWaiver } from '../../src/config/add-waiver.ts';
import { loadConfiguration } from '../../src/config/load-configuration.ts';

const waiver = {
  finding: '0123456789ab',
  address: 'latency/p95 GET /search',
  reason: 'known: "cold" # cache\nversion: 2',
  owner: 'ann',
  expires: '2026-12-31',
};
const added = (text: string, service = 'shop') => {
  const made = addWaiver(text, service, waiver);
  return made.kind === 'text' ? made.text : made.message;
};

describe('a waiver', () => {
  it('is written beside everything that stands there, comments included', () => {
    const text = [
      '# Ours.',
      'version: 1',
      'service: shop # the only one',
      '',
      'production:',
      '    metrics: { url: "https://prom.example" }',
      'waivers:',
      '# the old one',
      "- {finding: latency/p95 GET /old, reason: 'it is', owner: bob, expires: 2026-12-01}",
      '',
      'failOn: never',
      '',
    ].join('\n');
    expect(added(text)).toMatchInlineSnapshot(`
      "# Ours.
      version: 1
      service: shop # the only one

      production:
        metrics: { url: "https://prom.example" }
      waivers:
        # the old one
        - { finding: latency/p95 GET /old, reason: 'it is', owner: bob, expires: 2026-12-01 }
        # latency/p95 GET /search
        - finding: 0123456789ab
          reason: |-
            known: "cold" # cache
            version: 2
          owner: ann
          expires: 2026-12-31

      failOn: never
      "
    `);
  });

  it.each([
    ['by its fingerprint', '0123456789ab'],
    ['by its address', 'latency/p95 GET /search'],
  ])('of the same finding, known %s, is renewed', (_, finding) => {
    const text = `version: 1\nwaivers:\n  - finding: ${finding}\n    reason: old # since May\n    owner: bob\n    expires: 2026-11-22\n`;
    const once = added(text);
    expect(parse(once).waivers).toEqual([{ finding, reason: waiver.reason, owner: 'ann', expires: '2026-12-31' }]);
    expect(added(once)).toBe(once);
  });

  it.each([
    ['at the top where there are no services', 'version: 1\n', ['waivers']],
    [
      'at the service where nobody has any',
      'version: 1\nservices:\n  shop: { paths: [shop] }\n',
      ['services', 'shop', 'waivers'],
    ],
    [
      'at the service where it has its own',
      'version: 1\nwaivers: []\nservices:\n  shop: { paths: [shop], waivers: [] }\n',
      ['services', 'shop', 'waivers'],
    ],
    [
      'at the top where those of the top hold for the service',
      'version: 1\nwaivers: []\nservices:\n  shop: { paths: [shop] }\n',
      ['waivers'],
    ],
    [
      'at the top where the service is not of the file',
      'version: 1\nservices:\n  other: { paths: [o] }\n',
      ['waivers'],
    ],
  ])('stands %s', async (_, text, place) => {
    const written = added(text);
    const at = place.reduce<unknown>((tree, key) => Object(tree)[key], parse(written));
    const { finding, reason, owner, expires } = waiver;
    expect(at).toEqual([{ finding, reason, owner, expires }]);
    const loaded = await loadConfiguration('t.yml', {
      environment: {},
      readFile: async () => written,
      now: new Date('2026-11-21T00:00:00Z'),
    });
    expect(loaded.ok ? [] : loaded.mistakes).toEqual([]);
  });

  it('does not hide those of a file that is extended', () => {
    expect(added('version: 1\nextends: ./base.yml\n')).toContain('extends another file');
    expect(added('version: 1\nextends: ./base.yml\nwaivers: []\n')).toContain('0123456789ab');
  });
});
