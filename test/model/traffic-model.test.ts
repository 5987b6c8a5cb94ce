import { describe, expect, it } from 'vitest';
import { TrafficModel } from '../../src/model/traffic-model.ts';
import { exampleTraffic } from '../fixtures/traffic/example-model.ts';

const model = exampleTraffic();

describe('a traffic model', () => {
  it('accepts the example, which is the same for the same seed and not for another', () => {
    expect(TrafficModel.parse(JSON.parse(JSON.stringify(model)))).toEqual(model);
    expect(exampleTraffic()).toEqual(model);
    expect(exampleTraffic(5)).not.toEqual(model);
  });

  it.each([
    ['a line that is neither parsed nor malformed', { source: { ...model.source, lines: model.source.lines + 1 } }],
    ['requests that belong to no route', { total: { ...model.total, count: model.total.count + 1 } }],
    ['a route that is not counted in the total', { routes: model.routes.slice(1) }],
    ['an exclusion that is not counted', { excluded: model.excluded.slice(1) }],
    ['a field that it does not know', { password: 'x' }],
    ['quantiles out of order', { total: { ...model.total, latency: { ...model.total.latency, p50: 100 } } }],
  ])('refuses %s', (_, change) => {
    expect(TrafficModel.safeParse({ ...model, ...change }).success).toBe(false);
  });
});
