import { expect, it } from 'vitest';
import { catalogue } from '../../src/incidents/catalogue/catalogue.ts';
import { classify } from '../../src/incidents/classify/classify.ts';
import { parseIncidentText } from '../../src/incidents/text/parse-incident-text.ts';
import { heldOutIncidents } from './fixtures/held-out-incidents.ts';
import { type UnseenIncident, unseenIncidents } from './fixtures/unseen-incidents.ts';
import { unseenRequests } from './fixtures/unseen-requests.ts';

function judged(incidents: readonly UnseenIncident[]) {
  const said = incidents.map(({ right, alsoRight = [], text }) => {
    const { class: named } = classify(parseIncidentText(text));
    return { named, isRight: named === right || alsoRight.includes(named as typeof right) };
  });
  return { count: said.length, share: said.filter(({ isRight }) => isRight).length / said.length };
}

it.each([
  { name: 'of one set', incidents: unseenIncidents, least: 0.85 },
  { name: 'of another, which was not looked at', incidents: heldOutIncidents, least: 0.85 },
])('reads incidents $name about as well as was measured', ({ incidents, least }) => {
  const { count, share } = judged(incidents);
  expect(count).toBeGreaterThan(24);
  expect(share).toBeGreaterThanOrEqual(least);
});

it('takes at most one of ten wishes and questions for an incident', () => {
  const named = unseenRequests.filter((text) => classify(parseIncidentText(text)).class !== 'unknown');
  expect(named.length).toBeLessThanOrEqual(1);
});

it('quotes none of them', () => {
  const texts = [...unseenIncidents, ...heldOutIncidents].map(({ text }) => text.toLowerCase().replaceAll(/\s+/g, ' '));
  const phrases = [...catalogue.values()].flatMap(({ words, hints }) => [...words, ...hints]);
  const plain = phrases.filter((phrase) => !/[|*]/.test(phrase)).map((phrase) => phrase.replaceAll(/_/g, ' '));
  expect(
    plain.filter((phrase) => phrase.split(' ').length >= 4 && texts.some((text) => text.includes(phrase))),
  ).toEqual([]);
});
