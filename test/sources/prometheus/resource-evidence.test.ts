import { describe, expect, it } from 'vitest';
import { resourceEvidence } from '../../../src/sources/prometheus/resource-evidence.ts';

describe('a resource measure', () => {
  it.each([
    { measure: 'oom-kills', given: [0.0001], expected: 0 },
    { measure: 'oom-kills', given: [1.0169], expected: 1 },
    { measure: 'oom-kills', given: [0.2, 2.9], expected: 3 },
    { measure: 'oom-kills', given: [-1], expected: 'not-a-number' },
    { measure: 'cpu-cores', given: [0.4321], expected: 0.4321 },
    { measure: 'memory-share', given: [-0.1], expected: 'not-a-number' },
    { measure: 'pods', given: [2, Number.NaN], expected: 'not-a-number' },
  ])('$measure of $given is $expected', ({ measure, given, expected }) => {
    const rows = given.map((value) => ({ labels: { tollgate_part: measure }, time: 0, value }));
    const evidence = resourceEvidence(rows, [], { source: 'prometheus', query: 'side/resources', split: [] });
    const [own] = evidence.filter((one) => one.measure === measure);
    expect(own).toMatchObject(
      typeof expected === 'number'
        ? { state: 'present', value: { kind: 'quantity', value: expected } }
        : { state: 'absent', reason: expected },
    );
  });
});
