import { expect, it } from 'vitest';
import type { Clock } from '../../src/model/ports.ts';
import { ProviderError } from '../../src/model/provider-error.ts';
import { answerTerminal } from '../../src/report/answer/answer-terminal.ts';
import { rollbackAnswer } from '../../src/report/rollback/rollback-answer.ts';
import { hurriedClock } from './hurried-clock.ts';
import { personAt } from './in-process.ts';
import { useShop } from './shop-history.ts';

/** What the source says at a minute of the rollback. */
type Source = (minute: number) => 'old' | 'new' | 'down' | 'unreachable' | 'barred';

const table: readonly { name: string; source: Source; ends: string; says: string; minutes: number }[] = [
  { name: 'serves and still serves', source: () => 'new', ends: 'succeeded', says: 'names it', minutes: 30 },
  { name: 'comes up late', source: (at) => (at < 5 ? 'old' : 'new'), ends: 'succeeded', says: 'names it', minutes: 35 },
  { name: 'never comes up', source: () => 'old', ends: 'failed', says: 'not there after 30 minutes', minutes: 30 },
  {
    name: 'falls silent for a while at the end',
    source: (at) => (at >= 30 && at < 35 ? 'down' : 'new'),
    ends: 'succeeded',
    says: 'names it',
    minutes: 35,
  },
  {
    name: 'falls silent at the end',
    source: (at) => (at < 29 ? 'new' : 'down'),
    ends: 'inconclusive',
    says: 'nobody could see whether it serves: the version address answered 503',
    minutes: 40,
  },
  {
    name: 'cannot be reached at the end',
    source: (at) => (at < 29 ? 'new' : 'unreachable'),
    ends: 'inconclusive',
    says: 'shop.invalid could not be reached',
    minutes: 40,
  },
  {
    name: 'flips back',
    source: (at) => (at < 29 ? 'new' : 'old'),
    ends: 'failed',
    says: 'no longer serving',
    minutes: 30,
  },
  {
    name: 'is down all the time',
    source: () => 'down',
    ends: 'inconclusive',
    says: 'nobody could see whether it serves',
    minutes: 70,
  },
  { name: 'may not be asked', source: () => 'barred', ends: 'inconclusive', says: 'not allowed', minutes: 30 },
  {
    name: 'is down until it is looked at again',
    source: (at) => (at < 50 ? 'down' : 'new'),
    ends: 'succeeded',
    says: 'names it',
    minutes: 60,
  },
];

it.each(table)('a source that $name: $ends', async ({ source, ends, says, minutes }) => {
  const shop = await useShop('deployment');
  const clock = hurriedClock();
  const start = clock.now().getTime();
  const passed = () => (clock.now().getTime() - start) / 60_000;
  const sendOut = async () => {
    const said = source(passed());
    if (said === 'unreachable') throw new ProviderError('unreachable', 'shop.invalid could not be reached');
    if (said === 'barred') throw new ProviderError('forbidden', 'nothing is sent to shop.invalid: not allowed');
    return { status: said === 'down' ? 503 : 200, text: said === 'new' ? `"${shop.good}"` : shop.bad };
  };
  const person = personAt(shop, {
    world: { clock, sendOut },
    settings: { watch: '30m', timeout: '30m', serves: { url: 'https://shop.invalid/version' } },
  });
  await person.begin(await person.preview());
  const { state } = await person.goOn();
  expect(state.ended).toMatchObject({ outcome: ends, message: expect.stringContaining(says) });
  // Within the pauses between two looks.
  expect(passed() - minutes).toBeGreaterThanOrEqual(0);
  expect(passed() - minutes).toBeLessThan(1.5);
  const words = {
    succeeded: 'was rolled',
    failed: 'could not be rolled',
    inconclusive: '[wait] production may have been rolled',
  };
  expect(answerTerminal(rollbackAnswer(state))).toContain(words[ends as keyof typeof words]);
});

it.each([
  { name: 'sees it', text: '{"status":"success","data":{"result":[{"value":[1,"1"]}]}}', ends: 'succeeded' },
  { name: 'sees none of it', text: '{"status":"success","data":{"result":[{"value":[1,"0"]}]}}', ends: 'failed' },
  { name: 'knows no such series', text: '{"status":"success","data":{"result":[]}}', ends: 'failed' },
  { name: 'gives NaN', text: '{"status":"success","data":{"result":[{"value":[1,"NaN"]}]}}', ends: 'failed' },
  { name: 'answers something else', text: '<html>log in</html>', ends: 'inconclusive' },
])('a Prometheus that $name: $ends', async ({ text, ends }) => {
  const shop = await useShop('deployment');
  const asked: string[] = [];
  const sendOut = async ({ url }: { readonly url: string }) => {
    asked.push(new URL(url).searchParams.get('query') ?? '');
    return { status: 200, text };
  };
  const serves = { prometheus: 'https://prometheus.invalid', query: 'build_info{revision="{sha}",why="{reason}"}' };
  const person = personAt(shop, { world: { sendOut }, settings: { watch: 'none', serves } });
  await person.begin(await person.preview());
  expect((await person.goOn()).state.ended?.outcome).toBe(ends);
  expect(new Set(asked)).toEqual(new Set([`build_info{revision="${shop.good}",why=""}`]));
});

it.each(['webhook', 'gitops-commit'] as const)(
  'nothing that could tell is not said to have seen it: %s',
  async (strategy) => {
    const shop = await useShop(strategy, { webhook: 'https://hook.invalid' });
    const sendOut = async () => ({ status: 202, text: '' });
    const person = personAt(shop, { strategy, url: 'https://hook.invalid', world: { sendOut } });
    await person.begin(await person.preview());
    expect((await person.goOn()).state.ended).toMatchObject({
      outcome: 'succeeded',
      message: expect.stringContaining('nothing here tells whether it came up'),
    });
  },
);

it('is over where somebody released something else meanwhile', async () => {
  const shop = await useShop('deployment');
  const hurried = hurriedClock();
  const clock: Clock = {
    now: () => hurried.now(),
    until: async (instant, signal) => {
      shop.release(shop.older);
      await hurried.until(instant, signal);
    },
  };
  const person = personAt(shop, { world: { clock }, settings: { watch: '30m' } });
  await person.begin(await person.preview());
  expect((await person.goOn()).state.ended).toMatchObject({
    outcome: 'succeeded',
    message: `replaced meanwhile by ${shop.older}`,
  });
});
