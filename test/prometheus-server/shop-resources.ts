import { accumulate, common, expectedRequests, type Labels, type Shop, seriesLines } from './shop.ts';

const mebibyte = 2 ** 20;

/** Truths of one pod when nothing is planted. */
export const shopPod = {
  idleCores: 0.05,
  secondsPerRequest: 0.004,
  memoryBytes: 200 * mebibyte,
  memoryLimitBytes: 1024 * mebibyte,
  bytesPerRequest: 6000,
} as const;

/** What cAdvisor says about one pod: its container, and the whole pod once more as `container=""`, which must not be counted twice. */
export function* shopResources(shop: Shop, pod: string, random: () => number): Generator<string> {
  const { instance: _, ...labels } = common(shop, pod);
  const ofPod: Labels = { ...labels, namespace: 'shop', pod };
  const steps = shop.times.map((time, index) => (index === 0 ? 0 : expectedRequests(shop, time)));
  const noisy = (share: number) => 1 + share * (random() - 0.5);
  const cpu = accumulate(
    steps.map(
      (requests, index) =>
        (index === 0 ? 0 : shopPod.idleCores * shop.scrapeSeconds + shopPod.secondsPerRequest * requests) * noisy(0.1),
    ),
  );
  const memory = steps.map(() => Math.round(shopPod.memoryBytes * (shop.lies.memory ?? 1) * noisy(0.1)));
  const periods = steps.map((_step, index) => index * shop.scrapeSeconds * 10);
  const network = accumulate(steps.map((requests) => Math.round(requests * shopPod.bytesPerRequest * noisy(0.1))));
  for (const container of ['shop', '']) {
    const own = { ...ofPod, container };
    yield* seriesLines(
      shop,
      { name: 'container_cpu_usage_seconds_total', labels: own },
      cpu.map((value) => Number(value.toFixed(3))),
    );
    yield* seriesLines(shop, { name: 'container_memory_working_set_bytes', labels: own }, memory);
    yield* seriesLines(
      shop,
      { name: 'container_spec_memory_limit_bytes', labels: own },
      steps.map(() => (container === '' ? 0 : shopPod.memoryLimitBytes)),
    );
  }
  const own = { ...ofPod, container: 'shop' };
  yield* seriesLines(shop, { name: 'container_cpu_cfs_periods_total', labels: own }, periods);
  yield* seriesLines(
    shop,
    { name: 'container_cpu_cfs_throttled_periods_total', labels: own },
    periods.map((count) => Math.round(count * 0.01)),
  );
  yield* seriesLines(
    shop,
    { name: 'container_oom_events_total', labels: own },
    steps.map(() => 0),
  );
  yield* seriesLines(
    shop,
    { name: 'container_network_receive_bytes_total', labels: { ...ofPod, interface: 'eth0' } },
    network.map((bytes) => Math.round(bytes / 4)),
  );
  yield* seriesLines(
    shop,
    { name: 'container_network_transmit_bytes_total', labels: { ...ofPod, interface: 'eth0' } },
    network,
  );
}
