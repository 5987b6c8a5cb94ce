import { expect, it } from 'vitest';
import { chooseChannels } from '../../bot/slack/choose-channels.ts';
import { Notifications } from '../../src/config/notifications-schema.ts';

const routes = Notifications.parse([
  { channel: 'C000000ALL' },
  { channel: 'C000DRIFTS', events: ['drift'], severity: 'observe' },
  { channel: 'C000ONCALL', environments: ['production'], severity: 'block' },
  { channel: 'C000000ALL', events: ['rollback'], severity: 'observe' },
]);

it.each([
  { given: { event: 'drift', environment: 'staging', severity: 'observe' }, told: ['C000DRIFTS'] },
  { given: { event: 'drift', environment: 'staging', severity: 'warn' }, told: ['C000000ALL', 'C000DRIFTS'] },
  { given: { event: 'canary', environment: 'production', severity: 'block' }, told: ['C000000ALL', 'C000ONCALL'] },
  { given: { event: 'canary', environment: null, severity: 'block' }, told: ['C000000ALL'] },
  { given: { event: 'rollback', environment: 'staging', severity: 'observe' }, told: ['C000000ALL'] },
  { given: { event: 'canary', environment: 'staging', severity: 'observe' }, told: [] },
] as const)('$given.event in $given.environment ($given.severity) is told to $told', ({ given, told }) => {
  expect(chooseChannels(routes, given)).toEqual(told);
  expect(chooseChannels([], given)).toEqual([]);
});
