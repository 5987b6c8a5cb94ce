import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../src/config/load-configuration.ts';
import type { Option } from '../../src/config/options-tree.ts';
import { fixture, loadGood, mistakesIn, now, sides } from './load.ts';

describe('several services', () => {
  const environment = { PROMETHEUS_URL: 'https://prom.example.com' };
  it('have their settings laid over those at the top', async () => {
    const { configuration } = await loadGood(fixture('services'), { environment });
    expect(configuration.services?.['shop']).toMatchObject({
      tolerance: 0.3,
      production: { metrics: { timeout: 10, selector: { environment: 'production', service: 'shop' } } },
    });
    expect(configuration.services?.['shop-admin']?.tolerance).toBe(0.5);
  });
  it('inherit a mistake at the top only once', async () => {
    const mistakes = await mistakesIn(`${fixture('services')}required: [latency/p59]`, { environment });
    expect(mistakes).toHaveLength(1);
  });
  it('may each have their own address, with none at the top', async () => {
    const text = `version: 1
production: {metrics: {selector: a=b}}
services:
  one: {paths: [one], production: {metrics: {url: "http://one.example.com"}}}
  two: {paths: [two], production: {metrics: {parallel: 2}}}`;
    expect(await mistakesIn(text)).toMatchObject([{ path: 'services.two.production.metrics.url', line: 5 }]);
  });
});

describe('options', () => {
  const option = (name: string, path: Option['path'], value: string): Option => ({ name, path, value });
  const urls = [
    option('--production-metrics', ['production', 'metrics', 'url'], 'https://a.example.com'),
    option('--staging-metrics', ['staging', 'metrics', 'url'], 'https://b.example.com'),
  ];
  it('are enough without any file', async () => {
    const readFile = () => Promise.reject(new Error('nothing is read'));
    const loaded = await loadConfiguration(null, { environment: {}, readFile, now, options: urls });
    expect(loaded).toMatchObject({
      ok: true,
      configuration: { version: 1, staging: { metrics: { url: 'https://b.example.com' } } },
    });
  });
  it('win over the file, and over every service', async () => {
    const options = [option('--tolerance', ['tolerance'], '0.1')];
    const { configuration } = await loadGood(fixture('services'), {
      options,
      environment: { PROMETHEUS_URL: 'https://p.example.com' },
    });
    expect([configuration.tolerance, configuration.services?.['shop-admin']?.tolerance]).toEqual([0.1, 0.1]);
  });
  it('are checked by the same schema and named in its mistakes', async () => {
    const options = [option('--tolerance', ['tolerance'], 'lots')];
    expect(await mistakesIn(sides, { options })).toMatchObject([
      { file: '--tolerance', line: 0, path: 'tolerance', given: '"lots"' },
    ]);
  });
  it('have their passwords returned as secrets', async () => {
    const options = [
      option('--production-metrics', ['production', 'metrics', 'url'], 'https://ann:hunter22@a.example.com'),
    ];
    expect((await loadGood(sides, { options })).secrets).toEqual(['hunter22']);
  });
});
