import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { handlers } from '../../bot/events/registry.ts';
import { root } from '../architecture/source-files.ts';

const text = readFileSync(join(root, 'bot/app.yml'), 'utf8');

it('the App asks for just the events that something handles', () => {
  expect(parse(text).default_events).toEqual([...handlers.keys()].toSorted());
});

it('the App says why it asks for each permission', () => {
  const permissions = Object.keys(parse(text).default_permissions);
  expect(permissions.length).toBeGreaterThan(4);
  expect(permissions.filter((name) => !new RegExp(`^  ${name}: (read|write) # \\S`, 'm').test(text))).toEqual([]);
});
