import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configurationSchema, type JsonSchema } from '../../src/config/configuration-schema.ts';
import { keysAt } from '../../src/config/schema-parts.ts';

const ajv = new Ajv2020({
  allErrors: true,
  allowUnionTypes: true,
  formats: { uri: (text: string) => URL.canParse(text), date: true },
});
const validate = ajv.compile(configurationSchema());
const fixture = (name: string) => readFileSync(new URL(`../fixtures/config/${name}.yml`, import.meta.url), 'utf8');

/** Every key of a schema, with the path that leads to it. */
function* keys(
  schema: JsonSchema | boolean | undefined,
  path: string,
): Generator<{ path: string; part: JsonSchema | boolean }> {
  if (typeof schema !== 'object') return;
  for (const [key, part] of Object.entries(schema.properties ?? {})) {
    yield { path: `${path}.${key}`, part };
    yield* keys(part, `${path}.${key}`);
  }
  const items = Array.isArray(schema.items) ? schema.items : [schema.items];
  for (const part of [...(schema.anyOf ?? []), ...items, schema.additionalProperties]) yield* keys(part, `${path}.*`);
}

describe('the JSON Schema of the configuration', () => {
  it.each(['minimal', 'services', 'everything'])('accepts the example %s', (name) => {
    expect([validate(parse(fixture(name))), validate.errors]).toEqual([true, null]);
  });
  it.each([
    { name: 'a misspelt key', text: 'version: 1\nproductoin: {}', at: '' },
    { name: 'a misspelt key inside', text: 'version: 1\nstaging: {metrics: {urll: x}}', at: '/staging/metrics' },
    {
      name: 'an unknown source',
      text: 'version: 1\nstaging: {metrics: {source: graphite}}',
      at: '/staging/metrics/source',
    },
    {
      name: 'an address that is none',
      text: 'version: 1\nstaging: {metrics: {url: "not an address"}}',
      at: '/staging/metrics/url',
    },
    { name: 'an unknown check', text: 'version: 1\nchecks: {p96: {}}', at: '/checks' },
    { name: 'no version', text: 'service: x', at: '' },
  ])('refuses $name', ({ text, at }) => {
    expect(validate(parse(text))).toBe(false);
    expect(validate.errors?.map((error) => error.instancePath)).toContain(at);
  });
  it('describes every key, for editors and for the documentation', () => {
    const all = [...keys(configurationSchema(), '')];
    expect(all.length).toBeGreaterThan(60);
    const undescribed = all.filter(({ part }) => typeof part !== 'object' || !part.description);
    expect(undescribed.map(({ path }) => path)).toEqual([]);
  });
  it('has every key at its top in one of the examples', () => {
    const used = ['services', 'everything'].flatMap((name) => Object.keys(parse(fixture(name))));
    expect(keysAt(configurationSchema(), []).filter((key) => !used.includes(key))).toEqual(['timerange']);
  });
});
