import { describe, expect, it } from 'vitest';
import type { PastRelease } from '../../src/rollout/past-release.ts';
import { selectTarget, type Wanted } from '../../src/rollout/select-target.ts';

const sha = (letter: string) => letter.repeat(40);
let count = 0;
const release = (letter: string, outcome: PastRelease['outcome'] = 'succeeded'): PastRelease => ({
  id: `${(count += 1)}`,
  sha: sha(letter),
  image: null,
  at: new Date(count * 1000),
  outcome,
  link: null,
});
const image = (value: string): PastRelease => ({ ...release('0'), sha: null, image: value });
const previous: Wanted = { kind: 'previous' };
const to = (text: string, tagged: string | null = null): Wanted => ({ kind: 'version', text, tagged });
const digest = (letter: string) => `registry.example/shop@sha256:${letter.repeat(64)}`;

/** Histories are written oldest first, as they happened. */
function select(history: readonly PastRelease[], wanted: Wanted, bad: readonly string[] = []): string {
  const selected = selectTarget({ history: history.toReversed(), wanted, bad: new Set(bad) });
  if (selected.kind === 'refused') return selected.why;
  const name = ({ sha: commit, image: value }: PastRelease) => value ?? commit?.[0] ?? '';
  return `${name(selected.current)} → ${name(selected.target)}`;
}

describe('what is gone back to', () => {
  it.each([
    { name: 'the last good one before', history: [release('a'), release('b')], wanted: previous, expected: 'b → a' },
    { name: 'nothing was deployed', history: [], wanted: previous, expected: 'nothing-deployed' },
    { name: 'only one was deployed', history: [release('a')], wanted: previous, expected: 'nothing-before' },
    {
      name: 'the newest counts although it failed',
      history: [release('a'), release('b', 'failed')],
      wanted: previous,
      expected: 'b → a',
    },
    {
      name: 'the newest counts although it is not there yet',
      history: [release('a'), release('b', 'unfinished')],
      wanted: previous,
      expected: 'b → a',
    },
    {
      name: 'what failed between is passed over',
      history: [release('a'), release('b', 'failed'), release('c', 'unfinished'), release('d')],
      wanted: previous,
      expected: 'd → a',
    },
    {
      name: 'the same commit deployed again is not what was before',
      history: [release('a'), release('b'), release('b'), release('b', 'failed')],
      wanted: previous,
      expected: 'b → a',
    },
    {
      name: 'after a rollback the next goes further back, not to what was left',
      history: [release('a'), release('b'), release('c'), release('b')],
      wanted: previous,
      bad: [sha('c')],
      expected: 'b → a',
    },
    {
      name: 'after a rollback nothing may be left',
      history: [release('a'), release('b'), release('a')],
      wanted: previous,
      bad: [sha('b')],
      expected: 'nothing-before',
    },
    {
      name: 'a rollback is rolled back by name',
      history: [release('a'), release('b'), release('a')],
      wanted: to(sha('b')),
      bad: [sha('b')],
      expected: 'a → b',
    },
    {
      name: 'all digits',
      history: [release('a'), release('b'), release('c')],
      wanted: to(sha('a')),
      expected: 'c → a',
    },
    { name: 'capitals', history: [release('a'), release('b')], wanted: to(sha('A')), expected: 'b → a' },
    { name: 'seven digits', history: [release('a'), release('b')], wanted: to('aaaaaaa'), expected: 'b → a' },
    { name: 'six digits', history: [release('a'), release('b')], wanted: to('aaaaaa'), expected: 'never-deployed' },
    {
      name: 'digits that two begin with',
      history: [{ ...release('a'), sha: `${'a'.repeat(39)}b` }, release('a'), release('b')],
      wanted: to('aaaaaaaa'),
      expected: 'ambiguous',
    },
    { name: 'a tag', history: [release('a'), release('b')], wanted: to('v1', sha('a')), expected: 'b → a' },
    {
      name: 'a tag of what was never deployed',
      history: [release('a'), release('b')],
      wanted: to('v1', sha('c')),
      expected: 'never-deployed',
    },
    {
      name: 'a tag that looks like another commit',
      history: [release('a'), release('b'), release('c')],
      wanted: to('aaaaaaa', sha('b')),
      expected: 'ambiguous',
    },
    { name: 'never deployed', history: [release('a'), release('b')], wanted: to(sha('c')), expected: 'never-deployed' },
    {
      name: 'deployed and failed',
      history: [release('a', 'failed'), release('b')],
      wanted: to(sha('a')),
      expected: 'never-succeeded',
    },
    {
      name: 'failed the last time, and came up once',
      history: [release('a'), release('a', 'failed'), release('b')],
      wanted: to(sha('a')),
      expected: 'b → a',
    },
    { name: 'what is there', history: [release('a'), release('b')], wanted: to(sha('b')), expected: 'already-there' },
    {
      name: 'what is there, came up once and broke',
      history: [release('b'), release('b', 'failed')],
      wanted: to(sha('b')),
      expected: 'b → b',
    },
    {
      name: 'a name that is nothing',
      history: [release('a'), release('b')],
      wanted: to('HEAD~1'),
      expected: 'never-deployed',
    },
    {
      name: 'an image by its digest',
      history: [image(digest('1')), image(digest('2'))],
      wanted: to(`sha256:${'1'.repeat(64)}`),
      expected: `${digest('2')} → ${digest('1')}`,
    },
    {
      name: 'the image before',
      history: [image('shop:1'), image('shop:2')],
      wanted: previous,
      expected: 'shop:2 → shop:1',
    },
  ])('$name', ({ history, wanted, bad, expected }) => {
    expect(select(history, wanted, bad)).toBe(expected);
  });
});
