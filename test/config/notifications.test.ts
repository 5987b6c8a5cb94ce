import { describe, expect, it } from 'vitest';
import { loadGood, mistakesIn, sides } from './load.ts';

describe('notifications and people', () => {
  it('stand at the top, also over several services, and change no hash', async () => {
    const services = `${sides}services: {one: {paths: [one]}, two: {paths: [two]}}\n`;
    const told = `${services}notifications: [{channel: C0123456789, events: [drift]}]\npeople: {U0123456789: octocat}\n`;
    const { configuration, hash } = await loadGood(told);
    expect(configuration.notifications).toEqual([{ channel: 'C0123456789', events: ['drift'], severity: 'warn' }]);
    expect(configuration.people).toEqual({ U0123456789: 'octocat' });
    expect(hash).toBe((await loadGood(services)).hash);
  });

  it.each([
    { name: 'a channel by its name', text: 'notifications: [{channel: "#releases"}]', words: 'the ID of a channel' },
    { name: 'an unknown event', text: 'notifications: [{channel: C0123456789, events: [drfit]}]', words: 'drift' },
    { name: 'no event', text: 'notifications: [{channel: C0123456789, events: []}]', words: '' },
    { name: 'a person by name', text: 'people: {roadrunner: octocat}', words: '' },
    { name: 'a login with @', text: 'people: {U0123456789: "@octocat"}', words: 'a GitHub login, without @' },
    { name: 'people of one service', text: 'services: {one: {paths: [a], people: {}}}', words: '' },
  ])('refuse $name', async ({ text, words }) => {
    const mistakes = await mistakesIn(`${sides}${text}\n`);
    expect(mistakes).toHaveLength(1);
    expect(JSON.stringify(mistakes)).toContain(words);
  });
});
