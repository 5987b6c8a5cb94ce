import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogue } from '../../src/incidents/catalogue/catalogue.ts';
import { classify } from '../../src/incidents/classify/classify.ts';
import { parseIncidentText } from '../../src/incidents/text/parse-incident-text.ts';
import { publicData as data } from '../fixtures/public-data.ts';

const file = join(data, 'incidents/incidents.json');
if (!existsSync(file)) console.warn('skipped: public incidents: there is no such file (TOLLGATE_TEST_DATA)');
const Incidents = z.array(
  z.object({ id: z.string(), text: z.string(), root_cause_label: z.string(), also_acceptable: z.array(z.string()) }),
);

describe.skipIf(!existsSync(file))('classification of public incidents (skipped without the data)', () => {
  const incidents = existsSync(file) ? Incidents.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
  const judged = incidents.map((one) => {
    const said = classify(parseIncidentText(one.text)).class;
    return { ...one, said, right: said === one.root_cause_label || one.also_acceptable.includes(said) };
  });

  it('is right in at least four of five', () => {
    expect(judged.length).toBe(48);
    expect(judged.filter(({ right }) => right).length / judged.length).toBeGreaterThanOrEqual(0.8);
  });

  it('abstains more often than it is wrong', () => {
    const wrong = judged.filter(({ right }) => !right);
    expect(wrong.filter(({ said }) => said === 'unknown').length * 2).toBeGreaterThanOrEqual(wrong.length);
  });

  it('has no phrase of four or more words that quotes one of them', () => {
    const texts = incidents.map(({ text }) => text.toLowerCase());
    const phrases = [...catalogue.values()].flatMap(({ words, hints }) => [...words, ...hints]);
    const quoted = phrases.filter(
      (phrase) => phrase.split(' ').length >= 4 && !phrase.includes('|') && texts.some((text) => text.includes(phrase)),
    );
    expect(quoted).toEqual([]);
  });
});
