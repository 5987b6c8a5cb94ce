import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { classify } from '../../src/incidents/classify/classify.ts';
import { extractFacts } from '../../src/incidents/facts/extract-facts.ts';
import { issueForm } from '../../src/incidents/issue-form.ts';
import { saidBy } from '../../src/incidents/plan/merge-facts.ts';
import { parseIncidentText } from '../../src/incidents/text/parse-incident-text.ts';

it('every question of the form is one whose answer is read', () => {
  const form = parse(issueForm('incident')) as {
    body: { attributes: { label: string; placeholder?: string } }[];
    labels: string[];
  };
  expect(form.labels).toEqual(['incident']);
  const given = new Map([
    ['What happened', 'Checkout was down.'],
    ['Root cause', 'Not known.'],
    ['Class', 'dns'],
    ['Dependency', 'Stripe'],
  ]);
  const body = form.body
    .map(({ attributes: { label, placeholder } }) => `### ${label}\n\n${given.get(label) ?? placeholder}\n`)
    .join('\n');
  const text = parseIncidentText(JSON.stringify({ title: 'Incident: checkout', body }));
  const said = classify(text);
  const facts = extractFacts(text, said);
  expect([said.class, said.confidence, facts.service, facts.date]).toEqual(['dns', 1, 'checkout', '2026-11-03']);
  expect(saidBy(facts)).toEqual({
    endpoint: { method: 'POST', path: '/api/checkout' },
    rate: 120,
    poolSize: 20,
    duration: 1500,
    dependency: 'Stripe',
  });
});
