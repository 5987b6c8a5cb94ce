import { expect, it } from 'vitest';
import { canaryPods, type PodsOptions } from '../../../canary-pods/canary-pods.ts';
import { jumpingClock, tryCanary } from '../../../canary-pods/run-canary.ts';
import { describeWithPrometheus } from '../../../prometheus-server/describe-with-prometheus.ts';
import { usePrometheus } from '../../../prometheus-server/use-prometheus.ts';

const start = Date.parse('2026-11-20T12:00:00Z');
const scraping = { from: new Date(start - 600_000), minutes: 30 };

/** Three pods of one deployment in one region; each region has pods of its own. */
const inRegion = (deploy: string, region: string, rest: Partial<PodsOptions> & { seed: number }) =>
  canaryPods(
    { track: `${deploy}-${region}`, pods: 3, rate: 40, further: { deploy, region, version: deploy }, ...rest },
    scraping,
  );

const atMinute = (minute: number) => 600 + minute * 60;

function* everything(): Generator<string> {
  yield* inRegion('stable', 'eu', { seed: 1, rate: 400 });
  yield* inRegion('stable', 'us', { seed: 2 });
  yield* inRegion('broken', 'eu', { seed: 3, rate: 400 });
  yield* inRegion('broken', 'us', {
    seed: 4,
    failing: () => 0.04,
    restarts: ({ second, pod }) => pod === 0 && second > 600,
  });
  yield* inRegion('fine', 'eu', { seed: 5, rate: 400 });
  yield* inRegion('fine', 'us', { seed: 6 });
  yield* inRegion('lonely', 'eu', { seed: 7, rate: 400 });
  yield* inRegion('dies', 'eu', { seed: 8, rate: 400 });
  yield* inRegion('dies', 'us', { seed: 9, alive: ({ second }) => second < atMinute(4) });
}

describeWithPrometheus('a canary in several regions', () => {
  const server = usePrometheus(everything);
  const judged = async (canary: string, splitBy = 'region, version') => {
    const { verdict } = await tryCanary({
      configuration: `
canary:
  metrics: {url: "${server.url()}", splitBy: [${splitBy}]}
  selector: {deploy: ${canary}}
  baseline: {selector: {deploy: stable}}
  warmup: 0`,
      time: { kind: 'past', from: new Date(start), to: new Date(start + 20 * 60_000) },
      clock: jumpingClock('2026-11-20T13:00:00Z'),
    });
    return verdict;
  };
  const statuses = ({ findings }: Awaited<ReturnType<typeof judged>>, check: string) =>
    Object.fromEntries(findings.flatMap((one) => (one.check === check ? [[one.subject, one.status]] : [])));

  it('fails by the region that is bad, however little of the traffic it has', async () => {
    const verdict = await judged('broken');
    expect(verdict).toMatchObject({ decision: 'fail', reasonCode: 'diverged' });
    expect(statuses(verdict, 'errors')).toMatchObject({ 'total (region=us)': 'diverged' });
    expect(statuses(verdict, 'errors')['total (region=eu)']).not.toBe('diverged');
    expect(verdict.summary).toContain('region=us');
    // Each region has its own trace, and its own pods by what the cluster says of them.
    expect(new Set(verdict.metrics.map(({ fingerprint }) => fingerprint)).size).toBe(verdict.metrics.length);
    expect(Object.keys(statuses(verdict, 'restarts')).sort()).toEqual(['total (region=eu)', 'total (region=us)']);
  });

  it('passes where every region passed', async () => {
    const verdict = await judged('fine');
    expect(verdict.decision).toBe('pass');
    expect(statuses(verdict, 'errors')).toEqual({ 'total (region=eu)': 'match', 'total (region=us)': 'match' });
    expect(verdict.remarks.filter((remark) => remark.includes('only this side'))).toEqual([]);
  });

  it('does not pass where a region has no canary, and says which', async () => {
    const verdict = await judged('lonely');
    expect(verdict.decision).toBe('inconclusive');
    expect(verdict.remarks.join()).toContain('baseline: only this side has region=us');
    expect(statuses(verdict, 'errors')).toMatchObject({ 'total (region=us)': 'unmeasured' });
  });

  it('does not pass where a region falls silent while another goes on', async () => {
    const verdict = await judged('dies');
    expect(verdict).toMatchObject({ decision: 'inconclusive', reasonCode: 'canary-silent' });
    expect(verdict.findings.find(({ check }) => check === 'canary-traffic')?.message).toContain(
      'no request in region=us in looks',
    );
  });

  it('refuses labels that would leave nothing to judge together', async () => {
    const verdict = await judged('fine', 'instance, le, pod, status');
    expect(verdict.decision).toBe('inconclusive');
    expect(verdict.findings.map(({ message }) => message).join()).toMatch(/splitBy .* makes \d+ parts, more than 50/);
  });
});
