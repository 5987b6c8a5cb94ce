import { expect, it } from 'vitest';
import { tellIncident, tellIncidentTest } from '../../bot/incidents/tell-incident.ts';
import type { Notice } from '../../bot/slack/notice.ts';
import { classify } from '../../src/incidents/classify/classify.ts';
import { guardFor } from '../../src/incidents/guards/guard-for.ts';
import { planTest } from '../../src/incidents/plan/plan-test.ts';
import { parseIncidentText } from '../../src/incidents/text/parse-incident-text.ts';
import { incidentOf, noTraffic } from '../incidents/guards/incident.ts';

const link = 'https://github.com/octo/shop/issues/42';
const title = 'Down <!channel> & gone';
const facts = { ...incidentOf('connection_pool_exhaustion'), link };
const said = classify(parseIncidentText('The connection pool was exhausted by <!here> *x*.'));
const telling = {
  place: { owner: 'octo', repo: 'shop', issue: 42, login: 'tollgate[bot]' },
  incident: { title, labels: [], reportedAt: new Date(0), said, facts, setClass: null },
};

async function told(
  tell: (event: { notify: (notice: Omit<Notice, 'repository' | 'installation'>) => Promise<void> }) => Promise<void>,
) {
  const notices: Omit<Notice, 'repository' | 'installation'>[] = [];
  await tell({ notify: async (notice) => void notices.push(notice) });
  return notices;
}

it('an incident is one thread in Slack, and strangers’ words call nobody', async () => {
  const [notice] = await told((event) => tellIncident(event, telling));
  expect(notice).toMatchObject({ topic: 'incident/42', event: 'incident', severity: 'block', phase: 'opens' });
  const text = JSON.stringify(notice?.message);
  expect(text).toContain('connection_pool_exhaustion');
  expect(text).toContain(`<${link}|Issue>`);
  expect(text).not.toMatch(/<!(?:channel|here)>/);
});

it('its test is a reply that says it is unproven, with the pull request', async () => {
  const plan = planTest(facts, noTraffic, { index: null, file: () => null });
  const [notice, ...more] = await told((event) => tellIncidentTest(event, telling, { plan, pullRequest: 40 }));
  expect([notice?.topic, more]).toEqual(['incident/42', []]);
  const reply = JSON.stringify(notice?.reply?.message);
  expect(reply).toContain('unproven until');
  expect(reply).toContain('<https://github.com/octo/shop/pull/40|Pull request>');
  expect(guardFor(facts, noTraffic)?.files[0].path).toBe(plan.entry.guard?.file);
  const again = await told((event) => tellIncidentTest(event, telling, { plan, pullRequest: 40 }));
  expect(again[0]?.reply?.key).toBe(notice?.reply?.key);
});
