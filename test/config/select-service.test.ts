import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { selectService } from '../../src/config/select-service.ts';
import { loadGood } from './load.ts';

const text = readFileSync(new URL('../fixtures/config/services.yml', import.meta.url), 'utf8');
const several = async () =>
  (await loadGood(text, { environment: { PROMETHEUS_URL: 'https://p.example.com' } })).configuration;

describe('selectService, of several services', () => {
  it.each([
    { given: 'shop', expected: 'shop' },
    { given: 'services/shop/src/cart.ts', expected: 'shop' },
    { given: './services/shop', expected: 'shop' },
    { given: 'services/shop/admin/index.ts', expected: 'shop-admin' },
    { given: 'services/shop-admin/index.ts', expected: 'shop-admin' },
  ])('$given chooses $expected', async ({ given, expected }) => {
    expect(selectService(await several(), given)).toMatchObject({ ok: true, name: expected });
  });
  it.each([
    { given: null, message: 'no service is chosen: wanted one of shop, shop-admin', suggestion: null },
    { given: 'shopp', message: 'no service "shopp": wanted one of shop, shop-admin', suggestion: 'shop' },
    { given: 'services/shopping/x.ts', message: /^no service/, suggestion: null },
    { given: 'constructor', message: /^no service/, suggestion: null },
  ])('$given chooses none', async ({ given, message, suggestion }) => {
    const selected = selectService(await several(), given);
    expect(selected).toMatchObject({ ok: false, suggestion });
    expect(selected.ok ? '' : selected.message).toMatch(message);
  });
  it('prefers the longest path in whatever order the services stand', async () => {
    const services = 'services: {inner: {paths: [a/b]}, outer: {paths: [a]}, whole: {paths: [.]}}';
    const { configuration } = await loadGood(`version: 1\n${services}`);
    const names = ['a/b/c.ts', 'a/c.ts', 'c/d.ts'].map((path) => selectService(configuration, path));
    expect(names).toMatchObject([{ name: 'inner' }, { name: 'outer' }, { name: 'whole' }]);
  });
  it('gives the merged settings, without what belongs to the file', async () => {
    const selected = selectService(await several(), 'shop-admin');
    expect(selected.ok && selected.settings.tolerance).toBe(0.5);
    expect(selected.ok && Object.keys(selected.settings)).not.toEqual(expect.arrayContaining(['paths']));
  });
});

describe('selectService, of one', () => {
  const only = async (service: string) => (await loadGood(`version: 1\n${service}\ntolerance: 0.4`)).configuration;
  it.each([
    { config: 'service: shop', given: null, expected: 'shop' },
    { config: 'service: shop', given: 'shop', expected: 'shop' },
    { config: 'service: shop', given: 'src/index.ts', expected: 'shop' },
    { config: '', given: null, expected: null },
    { config: 'services: {shop: {paths: [shop]}}', given: null, expected: 'shop' },
  ])('"$config" and $given give $expected', async ({ config, given, expected }) => {
    expect(selectService(await only(config), given)).toMatchObject({
      ok: true,
      name: expected,
      settings: { tolerance: 0.4 },
    });
  });
  it('refuses another name', async () => {
    expect(selectService(await only('service: shop'), 'cart')).toMatchObject({ ok: false, suggestion: 'shop' });
  });
});
