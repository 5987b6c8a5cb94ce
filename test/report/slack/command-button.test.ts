import { expect, it } from 'vitest';
import { commandButtons, withCommands } from '../../../src/report/slack/command-button.ts';
import { refusalOf } from '../../fake-slack/check-message.ts';

const message = { text: 'words', blocks: [], unfurl_links: false } as const;

it('a button gives the command that it shows, about the repository of its message', () => {
  const offered = [{ label: 'Gate status', command: 'gate status production' }];
  const { text, blocks } = withCommands(message, 'octo/shop', offered);
  expect(JSON.stringify(blocks)).toContain('"value":"/tollgate repo:octo/shop gate status production"');
  expect(refusalOf(text, blocks)).toBeNull();
});

it.each([
  { what: 'quotes', repository: 'octo/shop', command: 'gate status "production"' },
  { what: 'a second line', repository: 'octo/shop', command: 'gate status production\n/rollback production' },
  { what: 'letters that only look like others', repository: 'octo/shop', command: 'gate status pr\u043Eduction' },
  { what: 'what calls everybody', repository: 'octo/shop', command: 'gate status <!channel>' },
  { what: 'more than Slack takes', repository: 'octo/shop', command: `gate status ${'x'.repeat(3000)}` },
  { what: 'no repository', repository: '', command: 'validate' },
])('there is no button for a command with $what', ({ repository, command }) => {
  expect(commandButtons(repository, [{ label: 'x', command }])).toBeNull();
  expect(withCommands(message, repository, [{ label: 'x', command }])).toEqual(message);
});
