import { describe, expect, it } from 'vitest';
import { commandLineOf } from '../../src/chatops/command-line-of.ts';
import { grammar, usageOf } from '../../src/chatops/grammar.ts';
import { parseCommand } from '../../src/chatops/parse-command.ts';
import { seededRandom } from '../../src/demo/random.ts';

const known = { environments: ['staging', 'production', 'eu west'] };
const alone = { environments: ['production'] };
const read = (line: string, given = known) => {
  const parsed = parseCommand(line, given);
  return parsed.kind === 'command' ? parsed.command : parsed;
};
const rollback = {
  kind: 'rollback',
  service: null,
  to: { kind: 'previous' },
  dryRun: false,
  force: false,
  revertPr: false,
  reason: null,
};

describe('a command', () => {
  it.each([
    ['/rollback production', { ...rollback, environment: 'production' }],
    ['/Rollback Production', { ...rollback, environment: 'production' }],
    ['/tollgate rollback production', { ...rollback, environment: 'production' }],
    ['/rollback "eu west"', { ...rollback, environment: 'eu west' }],
    ['/rollback   production\tit is   slow', { ...rollback, environment: 'production', reason: 'it is slow' }],
    [
      '/rollback production --to v1.2.3 --dry-run checkout “is” broken',
      {
        ...rollback,
        environment: 'production',
        to: { kind: 'tag', tag: 'v1.2.3' },
        dryRun: true,
        reason: 'checkout “is” broken',
      },
    ],
    ['/rollback staging --to=0A1B2C3', { ...rollback, environment: 'staging', to: { kind: 'commit', sha: '0a1b2c3' } }],
    ['/rollback staging --to previous', { ...rollback, environment: 'staging' }],
    [
      '/rollback production broken --service shop -- --dry-run did not help',
      { ...rollback, environment: 'production', service: 'shop', reason: 'broken --dry-run did not help' },
    ],
    ['/rollback staging "everything is slow"', { ...rollback, environment: 'staging', reason: 'everything is slow' }],
    [
      '/rollback staging --force it was never deployed',
      { ...rollback, environment: 'staging', force: true, reason: 'it was never deployed' },
    ],
    ['/canary status production', { kind: 'canary-status', environment: 'production', service: null }],
    ['/canary abort production 5xx', { kind: 'canary-abort', environment: 'production', service: null, reason: '5xx' }],
    ['/validate', { kind: 'validate' }],
    ['/gate status staging', { kind: 'gate-status', environment: 'staging', service: null }],
    [
      '/gate override production Fix for the outage',
      { kind: 'gate-override', environment: 'production', service: null, reason: 'Fix for the outage' },
    ],
    ['/lock staging --for 90m migration', { kind: 'lock', environment: 'staging', lasts: 5400, reason: 'migration' }],
    ['/lock staging 試験中', { kind: 'lock', environment: 'staging', lasts: null, reason: '試験中' }],
    ['/lock info staging', { kind: 'lock-info', environment: 'staging' }],
    ['/unlock staging --force', { kind: 'unlock', environment: 'staging', force: true }],
    [
      '/freeze production until 2026-12-27 because holidays',
      { kind: 'freeze', environment: 'production', until: '2026-12-28T00:00:00.000Z', reason: 'holidays' },
    ],
    [
      '/freeze production UNTIL 2026-12-27T09:00+01:00 Because "a sale"',
      { kind: 'freeze', environment: 'production', until: '2026-12-27T08:00:00.000Z', reason: 'a sale' },
    ],
    ['/unfreeze production', { kind: 'unfreeze', environment: 'production' }],
    ['/tollgate help', { kind: 'help' }],
    [
      '/tollgate accept 0123456789ab until 2026-12-31 because known',
      { kind: 'accept', finding: '0123456789ab', until: '2026-12-31', reason: 'known' },
    ],
    ['/incident test', { kind: 'incident-test' }],
    ['/incident class missing-index', { kind: 'incident-class', class: 'missing-index' }],
    ['/confirm 7F3A2C9D', { kind: 'confirm', code: '7f3a2c9d' }],
  ])('%s', (line, command) => {
    expect(read(line)).toEqual(command);
  });

  it.each([
    ['/rollback', { ...rollback, environment: 'production' }],
    ['/rollback checkout is broken', { ...rollback, environment: 'production', reason: 'checkout is broken' }],
    ['/rollback production staging too', { ...rollback, environment: 'production', reason: 'staging too' }],
    [
      '/freeze until 2026-12-27 because holidays',
      { kind: 'freeze', environment: 'production', until: '2026-12-28T00:00:00.000Z', reason: 'holidays' },
    ],
  ])('%s means the only environment', (line, command) => {
    expect(read(line, alone)).toEqual(command);
  });

  it.each([
    ['/rollback', 'an environment is missing; wanted one of "staging", "production", "eu west"'],
    ['/rollback checkout', '"checkout" is no environment'],
    ['/rollback prodution', 'there is no environment "prodution"; did you mean "production"?'],
    ['/rollback prоduction', 'о (U+043E) is not o'],
    ['/rollback production --dryrun', 'did you mean --dry-run?'],
    ['/rollback production —dry-run', 'write two plain hyphens: --dry-run'],
    ['/rollback production -dry-run', 'write two plain hyphens: --dry-run'],
    ['/rollback production ––to v1', 'write two plain hyphens: --to'],
    ['/rollback production --dry-run=no', '--dry-run takes no value'],
    ['/rollback production --to', '--to wants a value'],
    ['/rollback production --to --dry-run', '--to wants a value'],
    ['/rollback production --to a --to b', '--to is given twice'],
    ['/rollback production --to ../../x', 'is no release'],
    ['/rollback production --to v1..v2', 'is no release'],
    ['/rollback production --to ѵ1', 'ѵ (U+0475) is not v'],
    ['/rollback production --force', 'a reason is missing'],
    [`/rollback production ${'x'.repeat(501)}`, 'at most 500'],
    [`/rollback production ${'x'.repeat(5000)}`, 'at most 2000'],
    ['/rollback production "not ended', 'a quotation mark does not end'],
    ['/rоllback production', 'write /rollback'],
    ['／rollback production', 'write /rollback'],
    ['/roll\u200Bback production', 'write /rollback'],
    ['/rolback production', 'did you mean /rollback?'],
    ['/lck staging x', 'did you mean /lock?'],
    ['/canary', 'a word is missing behind /canary: wanted /canary status, /canary abort'],
    ['/canary start', '/canary knows no "start"'],
    ['/tollgate hlep', '/tollgate knows no "hlep"'],
    ['/validate now', '"now" is too much here'],
    ['/gate override production', 'a reason is missing'],
    ['/lock staging', 'a reason is missing'],
    ['/lock staging --for soon x', 'wanted a duration'],
    ['/freeze production until tomorrow because x', 'wanted a day'],
    ['/freeze production until 2026-02-30 because x', 'wanted a day'],
    ['/freeze production until 2026-12-27T09:00 because x', 'an instant with its zone'],
    ['/freeze production until 2026-12-27', 'wanted "because"'],
    ['/freeze production because x', 'wanted "until"'],
    ['/tollgate accept until 2026-12-31 because x', 'wanted the fingerprint'],
    ['/tollgate accept 0123456789ab until 2026-12-31T00:00Z because x', 'wanted a day'],
    ['/incident class', 'wanted a class'],
    ['/confirm', 'wanted the code'],
  ])('%s is told what is wrong', (line, words) => {
    const parsed = parseCommand(line, known);
    expect(parsed.kind === 'mistake' ? parsed.message : parsed).toContain(words);
  });

  it.each([
    ['/rollback staging', '"staging" is no environment; wanted one of "production"'],
    ['/lock Stage-2 deploying', '"Stage-2" is no environment'],
    ['/gate override qa it is urgent', '"qa" is no environment'],
    ['/rollback stаging', '"stаging" is no environment'],
  ])('%s never means the only environment, which has another name', (line, words) => {
    const parsed = parseCommand(line, alone);
    expect(parsed.kind === 'mistake' ? parsed.message : parsed).toContain(words);
  });

  it.each([
    '/close',
    '/retest',
    '/deploy',
    '/assign @ann',
    '/etc/passwd',
    '/',
    '//',
    '/ rollback',
    'rollback',
    '> /rollback',
    '/book',
    '1/rollback',
    '',
  ])('%s is none of ours', (line) => {
    expect(parseCommand(line, known)).toEqual({ kind: 'nothing' });
  });

  it('is wanted by nobody where there is no environment', () => {
    expect(parseCommand('/rollback', { environments: [] })).toMatchObject({ kind: 'mistake' });
  });
});

describe('the line of a comment', () => {
  it.each([
    ['/validate', '/validate'],
    ['/validate\r\nthanks', '/validate'],
    ['/validate   \n', '/validate'],
    [' /validate', null],
    ['\t/validate', null],
    ['\n/validate', null],
    ['', null],
  ])('%j', (comment, line) => {
    expect(commandLineOf(comment)).toBe(line);
  });
});

describe('whatever is written', () => {
  const random = seededRandom(7);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const pieces = [
    ...grammar.flatMap(({ words }) => words.split(' ')),
    'production',
    'staging',
    '"',
    '“',
    '--',
    '--to',
    '--for',
    '—to',
    '=',
    'until',
    'because',
    '2026-12-31',
    '-',
    '/',
    '\u202E',
    '\0',
    'о',
    '💥',
    '\uD800',
    '<!channel>',
    '@octo/team',
  ];

  it('is answered with a command, a mistake or nothing: never with an error, never for what is not ours', () => {
    const kinds = new Map<string, number>();
    for (let round = 0; round < 5000; round += 1) {
      const words = Array.from({ length: 1 + Math.floor(random() * 7) }, () => pick(pieces));
      const line = `/${words.join(pick([' ', ' ', '  ', '']))}`;
      const { kind } = parseCommand(line, known);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    expect([...kinds.keys()].toSorted()).toEqual(['command', 'mistake', 'nothing']);
  });

  it('keeps an environment to those that are configured, wherever it stands', () => {
    const environments = Array.from({ length: 4000 }, () => {
      const words = Array.from({ length: Math.floor(random() * 4) }, () => pick(pieces));
      const parsed = parseCommand(`/rollback ${words.join(' ')}`, known);
      return parsed.kind === 'command' && 'environment' in parsed.command ? [parsed.command.environment] : [];
    }).flat();
    expect([...new Set(environments)].toSorted()).toEqual(['production', 'staging']);
  });

  it('takes no time, however long it is', () => {
    const start = performance.now();
    for (const text of [
      '"'.repeat(60_000),
      `/rollback ${'"a" '.repeat(20_000)}`,
      `/${'-'.repeat(60_000)}`,
      `/rollback ${'—'.repeat(60_000)}`,
    ]) {
      parseCommand(text, known);
    }
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('the grammar', () => {
  it('shows every option that it knows, and no other', () => {
    for (const form of grammar) {
      const shown = [...usageOf(form).matchAll(/--([a-z-]+)/g)].map(([, name]) => name);
      expect(shown, form.words).toEqual([...form.options.keys()]);
      expect(usageOf(form).includes('[environment]'), form.words).toBe(form.hasEnvironment);
    }
  });

  it('has one form for each kind and each call', () => {
    expect(new Set(grammar.map(({ kind }) => kind)).size).toBe(grammar.length);
    expect(new Set(grammar.map(({ words }) => words)).size).toBe(grammar.length);
  });
});
