import { describe, expect, it } from 'vitest';
import type { Grouping } from '../../../src/sources/prometheus/grouping.ts';
import { histogramEvidence } from '../../../src/sources/prometheus/histogram-evidence.ts';
import { parseNumber, type Row } from '../../../src/sources/prometheus/prometheus-answer.ts';

const grouping: Grouping = { route: ['route'], method: ['method'], status: [], split: ['region', 'version'] };
const origin = { source: 'prometheus', query: 'p/latency', grouping };

/** Rows of one route: count by bound, as the server writes them. */
function rows(counts: Readonly<Record<string, string | number>>, labels: Row['labels'] = {}): Row[] {
  return Object.entries(counts).map(([le, count]) => ({
    labels: { route: '/a', method: 'GET', ...labels, le },
    time: 0,
    value: parseNumber(String(count)),
  }));
}

const read = (input: readonly Row[], unit: 's' | 'ms' = 's') => histogramEvidence(input, unit, origin);
const values = (input: readonly Row[], unit: 's' | 'ms' = 's') =>
  read(input, unit).evidence.map((one) => (one.state === 'present' ? one.value : one.reason));

describe('histogramEvidence', () => {
  it('orders buckets by bound, whatever the order of the answer', () => {
    expect(values(rows({ '+Inf': 10, '10': 9, '0.5': 4, '2': 6 }))).toEqual([
      { kind: 'histogram', bounds: [0.5, 2, 10], cumulative: [4, 6, 9, 10], unit: 's' },
    ]);
  });

  it('adds up a bound that series write as 1, 1.0 and 1e0', () => {
    expect(values(rows({ '1': 1, '1.0': 2, '1e0': 3, '+Inf': 7 }))).toMatchObject([
      { bounds: [1], cumulative: [6, 7] },
    ]);
  });

  it('turns milliseconds into seconds', () => {
    expect(values(rows({ '5': 1, '2500': 2, '+Inf': 2 }), 'ms')).toMatchObject([{ bounds: [0.005, 2.5], unit: 's' }]);
  });

  it('adds up two spellings of one route on the bounds that both have', () => {
    const both = [
      ...rows({ '1': 1, '2': 2, '+Inf': 3 }, { route: '/a/:id' }),
      ...rows({ '2': 20, '5': 25, '+Inf': 30 }, { route: '/a/{id}/' }),
    ];
    expect(read(both).evidence.map(({ scope }) => scope.route)).toEqual(['GET /a/{}']);
    expect(values(both)).toMatchObject([{ bounds: [2], cumulative: [22, 33] }]);
  });

  it.each([
    { name: 'NaN', counts: { '1': 'NaN', '+Inf': 5 }, reason: 'not-a-number' },
    { name: 'infinity', counts: { '1': 1, '+Inf': '+Inf' }, reason: 'not-a-number' },
    { name: 'a negative count', counts: { '1': -1, '+Inf': 5 }, reason: 'not-a-number' },
    { name: 'no bucket +Inf', counts: { '1': 1, '5': 5 }, reason: 'no-total-bucket' },
    { name: 'no bound at all', counts: { '': 5 }, reason: 'no-total-bucket' },
  ])('has no value, but a reason, where there is $name', ({ counts, reason }) => {
    expect(values(rows(counts))).toEqual([reason]);
  });

  it('leaves out a route that was not served', () => {
    expect(values(rows({ '1': 0, '+Inf': 0 }))).toEqual([]);
  });

  it('corrects buckets that do not rise, and says so where it matters', () => {
    const { evidence, remarks } = read(rows({ '1': 500, '2': 480, '+Inf': 1000 }));
    expect(evidence).toMatchObject([{ value: { cumulative: [500, 500, 1000] } }]);
    expect(remarks).toMatchObject([{ reason: 'counter-reset' }]);
  });

  it('corrects the rounding of extrapolation in silence', () => {
    const { evidence, remarks } = read(rows({ '1': 500.5, '2': 500, '+Inf': 1000 }));
    expect(evidence).toMatchObject([{ value: { cumulative: [500.5, 500.5, 1000] } }]);
    expect(remarks).toEqual([]);
  });

  it('keeps slices apart, named in alphabetical order', () => {
    const both = [
      ...rows({ '+Inf': 1 }, { version: '2', region: 'eu' }),
      ...rows({ '+Inf': 2 }, { version: '2', region: 'us' }),
      ...rows({ '+Inf': 3 }, { region: 'us' }),
    ];
    expect(read(both).evidence.map(({ scope }) => scope.slice)).toEqual([
      'region=eu,version=2',
      'region=us,version=2',
      'region=us',
    ]);
  });

  it('knows only the whole where no series names its route', () => {
    const unnamed = rows({ '1': 1, '+Inf': 2 }, { route: '', method: 'GET' });
    expect(read(unnamed).evidence).toMatchObject([{ scope: { route: null }, value: { cumulative: [1, 2] } }]);
  });

  it('survives hostile labels', () => {
    const hostile = [
      ...rows({ '+Inf': 1 }, { route: '__proto__' }),
      ...rows({ '+Inf': 1 }, { route: '</td><script>' }),
      ...rows({ '+Inf': 1 }, { route: 'x'.repeat(10_000) }),
    ];
    expect(read(hostile).evidence).toHaveLength(3);
  });
});
