import { expect, it } from 'vitest';
import { classify } from '../../src/incidents/classify/classify.ts';
import { parseIncidentText } from '../../src/incidents/text/parse-incident-text.ts';
import { heldOutIncidents } from './fixtures/held-out-incidents.ts';
import { type UnseenIncident, unseenIncidents } from './fixtures/unseen-incidents.ts';

function judged(incidents: readonly UnseenIncident[]) {
  const said = incidents.map(({ right, alsoRight = [], text }) => {
    const { class: named } = classify(parseIncidentText(text));
    return { named, isRight: named === right || alsoRight.includes(named as typeof right) };
  });
  return { count: said.length, share: said.filter(({ isRight }) => isRight).length / said.length };
}

it.each([
  { name: 'of one set', incidents: unseenIncidents, least: 0.5 },
  { name: 'of another, which nothing is learnt from', incidents: heldOutIncidents, least: 0.45 },
])('reads incidents $name about as well as was measured', ({ incidents, least }) => {
  const { count, share } = judged(incidents);
  expect(count).toBeGreaterThan(24);
  expect(share).toBeGreaterThanOrEqual(least);
});
