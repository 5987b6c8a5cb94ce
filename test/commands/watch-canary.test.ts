import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { AbortedByHand, RecordedCanary } from '../../src/canary-records/record-canary.ts';
import { judgeCanary } from '../../src/judge/canary/judge-canary.ts';
import { reportCanary } from '../../src/judge/canary/report/report-canary.ts';
import { tool } from '../../src/model/tool.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { canaryPods } from '../canary-pods/canary-pods.ts';
import { type Mood, type MoodyProxy, startMoodyProxy } from '../canary-pods/moody-proxy.ts';
import { type Events, jumpingClock, tryCanary } from '../canary-pods/run-canary.ts';
import { describeWithPrometheus } from '../prometheus-server/describe-with-prometheus.ts';
import { usePrometheus } from '../prometheus-server/use-prometheus.ts';

const scraping = { from: new Date('2026-11-20T11:50:00Z'), minutes: 55 };
const start = '2026-11-20T12:00:00Z';
const watch = { kind: 'watch', from: null } as const;
const past = { kind: 'past', from: new Date(start), to: new Date('2026-11-20T12:40:00Z') } as const;

function* everything(): Generator<string> {
  yield* canaryPods({ seed: 1, track: 'stable', pods: 6, rate: 60 }, scraping);
  yield* canaryPods({ seed: 2, track: 'fine', pods: 3, rate: 20 }, scraping);
  yield* canaryPods({ seed: 3, track: 'broken', pods: 3, rate: 20, failing: () => 0.05 }, scraping);
  yield* canaryPods(
    { seed: 5, track: 'dies', pods: 3, rate: 20, alive: ({ second }) => second <= 600 + 33 * 60 },
    scraping,
  );
  yield* canaryPods({ seed: 4, track: 'late', pods: 3, rate: 20, alive: ({ second }) => second > 600 + 180 }, scraping);
}

describeWithPrometheus('watching a canary', () => {
  const server = usePrometheus(everything);
  let proxy: MoodyProxy;
  beforeAll(async () => {
    proxy = await startMoodyProxy(server.url());
  });
  afterEach(() => {
    proxy.mood = 'up';
  });
  afterAll(() => proxy.stop());

  const configuration = (track: string, further = '') => `
canary:
  metrics: {url: "${proxy.url}", retries: 0, timeout: 5s}
  selector: track=${track}
  baseline: {selector: track=stable}
  ${further}`;
  const watching = (
    track: string,
    { events = {}, further = '', record }: { events?: Events; further?: string; record?: RecordedCanary } = {},
  ) => {
    const clock = jumpingClock(start, events);
    const seen = record === undefined ? {} : { record };
    return tryCanary({ configuration: configuration(track, further), time: watch, clock, ...seen }).then((tried) => ({
      ...tried,
      clock,
    }));
  };
  /** How it goes where nothing comes between. */
  let calm: Awaited<ReturnType<typeof watching>>;
  beforeAll(async () => {
    calm = await watching('fine');
  });
  const turn = (mood: Mood) => () => {
    proxy.mood = mood;
  };

  it('reads each look once it is over and its scrapes have arrived, and stops with the verdict', async () => {
    const { verdict, ended, kept, said, clock } = calm;
    expect([verdict.decision, verdict.next, ended]).toEqual(['pass', 'stop', 'decided']);
    // Twelve looks of 30 s, and 15 s until the last one is read.
    expect(clock.now().toISOString()).toBe('2026-11-20T12:06:15.000Z');
    expect(said.map((words) => words.slice(0, 12))).toEqual(
      Array.from({ length: 12 }, (_, look) => `look ${look + 1} of 32: `.slice(0, 12)),
    );
    expect(kept.map(({ metrics }) => metrics[0]?.rows.length)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 12]);
  });

  it('reads the same rows as a replay of the past, which reads ten looks at once', async () => {
    const live = await watching('broken');
    const clock = jumpingClock('2026-11-20T13:00:00Z');
    const replay = await tryCanary({ configuration: configuration('broken'), time: past, clock });
    expect(live.verdict.decision).toBe('fail');
    expect(replay.file.metrics).toEqual(live.file.metrics);
    expect(replay.verdict.findings).toEqual(live.verdict.findings);
    expect(replay.kept.length).toBeLessThan(live.kept.length);
  });

  it('ends as failed at the next look after somebody aborts it by hand, and judges so again from its file', async () => {
    let aborted: AbortedByHand | null = null;
    const ends: Verdict[] = [];
    const record = { aborted: async () => aborted, end: async (verdict: Verdict) => void ends.push(verdict) };
    const abort = () => {
      aborted = { by: 'ann', reason: 'checkout is broken' };
    };
    const { verdict, file, clock, ended } = await watching('fine', {
      events: { '2026-11-20T12:02:00Z': abort },
      record,
    });
    expect([verdict.decision, verdict.reasonCode, verdict.next, ended]).toEqual([
      'fail',
      'aborted-by-hand',
      'stop',
      'decided',
    ]);
    expect(verdict.summary).toBe('ended by hand by ann: checkout is broken.');
    expect(clock.now().toISOString()).toBe('2026-11-20T12:02:15.000Z');
    expect(ends).toEqual([verdict]);
    const again = reportCanary(file, judgeCanary(file), { tool, now: start, isPartial: false, withTrace: false });
    expect(again).toEqual(verdict);
  });

  it('does not pass where nobody knows whether it was aborted', async () => {
    const silent = { aborted: () => Promise.reject(new Error('GitHub is away')), end: async () => {} };
    await expect(watching('fine', { record: silent })).rejects.toThrow('GitHub is away');
  });

  it('catches up with looks that are past already when watching begins', async () => {
    const clock = jumpingClock('2026-11-20T12:04:00Z');
    const { verdict, file, kept } = await tryCanary({
      configuration: configuration('fine'),
      time: { kind: 'watch', from: new Date(start) },
      clock,
    });
    expect(kept.map(({ metrics }) => metrics[0]?.rows.length)).toEqual([7, 8, 9, 10, 11, 12, 12]);
    expect(file.metrics).toEqual(calm.file.metrics);
    expect(verdict.decision).toBe('pass');
  });

  it('goes on after a pass as long as it bakes', async () => {
    const { verdict, file, said, clock } = await watching('fine', { further: 'bake: 5m' });
    expect(verdict.decision).toBe('pass');
    expect(file.metrics[0]?.rows.length).toBe(22);
    expect(clock.now().toISOString()).toBe('2026-11-20T12:11:15.000Z');
    expect(said.filter((words) => words.includes('PASS')).length).toBe(11);
  });

  it('takes its pass back from a canary that falls silent while it bakes, also after the deadline', async () => {
    const { verdict, file } = await watching('dies', { further: 'bake: 40m' });
    expect([verdict.decision, verdict.reasonCode]).toEqual(['inconclusive', 'canary-silent']);
    // Its last scrape was at minute 33, which is look 66; three empty looks are a silence.
    expect(file.metrics[0]?.rows.length).toBe(70);
  });

  it('waits for a canary whose pods start later', async () => {
    const { verdict, file } = await watching('late');
    expect(verdict.decision).toBe('pass');
    expect(file.metrics[0]?.rows[2]).toEqual({ canary: null, baseline: expect.anything() });
  });

  it.each<{ mood: Mood; words: string }>([
    { mood: 'cut', words: 'unreachable' },
    { mood: 503, words: 'server-error' },
    { mood: 429, words: 'rate-limited' },
    { mood: 'page', words: 'bad-response' },
    { mood: 401, words: 'unauthorized' },
  ])('waits while the server answers with $mood, and reads what it missed', async ({ mood, words }) => {
    const events = { '2026-11-20T12:02:30Z': turn(mood), '2026-11-20T12:05:00Z': turn('up') };
    const { verdict, file, said } = await watching('fine', { events });
    expect(said.filter((line) => line.includes(`no answer, waiting (${words}: canary: `)).length).toBeGreaterThan(3);
    expect(said).toContain('The metrics server answers again; the looks in between are read now.');
    expect(file.metrics).toEqual(calm.file.metrics);
    expect(verdict.decision).toBe('pass');
  });

  it('says at the first look that a selector has no series, and that nothing is measured', async () => {
    const { said, verdict } = await watching('typo', { further: 'looks: 3' });
    expect(said[0]).toBe('canary: the server has no known metric of requests for {track="typo"}');
    expect(said.filter((line) => line === said[0])).toHaveLength(1);
    const looks = said.filter((line) => line.startsWith('look '));
    expect(looks.at(-1)).toMatch(/errors not measured \(in none of \d+ looks\)/);
    expect(looks.join('\n')).not.toContain('fail 0 %');
    expect(verdict.decision).toBe('inconclusive');
  });

  it('neither fails nor passes a canary whose server never comes back', async () => {
    const { verdict, file, ended, clock } = await watching('fine', { events: { '2026-11-20T12:05:00Z': turn('cut') } });
    expect([ended, verdict.decision, verdict.reasonCode]).toEqual([
      'unreachable',
      'inconclusive',
      'provider-unreachable',
    ]);
    // Nine looks were read; it was waited for until the 62nd, the deadline, would have been.
    expect(file.metrics[0]?.rows.length).toBe(9);
    expect(clock.now().getTime()).toBeGreaterThan(Date.parse(start) + 62 * 30_000);
    expect(reportCanary(file, judgeCanary(file), { tool, now: start, isPartial: true, withTrace: false })).toEqual(
      verdict,
    );
  });

  it('does not call a pass a pass whose bake nobody could watch', async () => {
    const { verdict, ended } = await watching('fine', {
      further: 'bake: 5m',
      events: { '2026-11-20T12:08:00Z': turn(503) },
    });
    expect([ended, verdict.decision, verdict.reasonCode]).toEqual([
      'unreachable',
      'inconclusive',
      'provider-unreachable',
    ]);
  });

  it('does not wait where the very first answer says that none will ever come', async () => {
    proxy.mood = 401;
    const { ended, verdict, clock, said } = await watching('fine');
    expect([ended, verdict.reasonCode, clock.waits]).toEqual(['unreachable', 'provider-unreachable', 1]);
    expect(said).toEqual([]);
    expect(verdict.summary).toContain('refused the credentials');
  });

  it('gives up at once on a past window: what is past does not become readable later', async () => {
    proxy.mood = 503;
    const clock = jumpingClock('2026-11-20T13:00:00Z');
    const { ended, verdict } = await tryCanary({ configuration: configuration('fine'), time: past, clock });
    expect([ended, verdict.reasonCode, clock.waits]).toEqual(['unreachable', 'provider-unreachable', 1]);
  });

  it('interrupted, keeps what was read, and says that it goes on', async () => {
    const controller = new AbortController();
    const clock = jumpingClock(start, { '2026-11-20T12:03:00Z': () => controller.abort() });
    const { verdict, ended, file, kept } = await tryCanary({
      configuration: configuration('fine'),
      time: watch,
      clock,
      interrupted: controller.signal,
    });
    expect([ended, verdict.decision, verdict.next]).toEqual(['interrupted', 'inconclusive', 'continue']);
    expect(file.metrics[0]?.rows.length).toBe(5);
    expect(kept.at(-1)).toEqual(file);
  });

  it('interrupted before the first look, passes nothing', async () => {
    const { verdict, file } = await tryCanary({
      configuration: configuration('fine'),
      time: watch,
      clock: jumpingClock(start),
      interrupted: AbortSignal.abort(),
    });
    expect([verdict.decision, file.metrics.every(({ rows }) => rows.length === 0)]).toEqual(['inconclusive', true]);
  });
});
