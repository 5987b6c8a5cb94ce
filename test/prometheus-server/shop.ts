import { type ShopRoute, shopBounds, shopRoutes } from './shop-routes.ts';

/** What is planted in an environment; routes are named as in `shopRoutes`, "POST /checkout". */
export interface Lies {
  /** Routes that are slower by a factor. */
  readonly slower?: Readonly<Record<string, number>>;
  /** Routes that fail with 500 in this share of requests. */
  readonly failing?: Readonly<Record<string, number>>;
  /** Routes that are never called. */
  readonly missing?: readonly string[];
  /** Factor of the memory in use. */
  readonly memory?: number;
}

export interface ShopOptions {
  readonly seed: number;
  readonly environment: string;
  /** Time of the first and the last scrape. */
  readonly from: Date;
  readonly to: Date;
  /** Traffic: 1 is 60,000 requests per hour. */
  readonly scale?: number;
  /** How much the hour of the day matters: 0 not at all, 0.5 from half to one and a half, highest at 15:00 UTC. */
  readonly dailySwing?: number;
  readonly scrapeSeconds?: number;
  readonly pods?: number;
  readonly convention?: 'client-library' | 'otel';
  /** Label names, where they are not the convention’s own (route, method, status). */
  readonly labels?: { readonly route?: string; readonly method?: string; readonly status?: string };
  readonly bounds?: readonly number[];
  readonly routes?: readonly ShopRoute[];
  /** Further labels of every series, for example a region. */
  readonly further?: Readonly<Record<string, string>>;
  readonly lies?: Lies;
}

/** Options with nothing left open. */
export type Shop = Required<ShopOptions> & { readonly times: readonly number[] };

/** Fills in what the options leave open. */
export function completeShop(options: ShopOptions): Shop {
  const { from, to, scrapeSeconds = 60 } = options;
  const length = Math.floor((to.getTime() - from.getTime()) / 1000 / scrapeSeconds) + 1;
  const times = Array.from({ length }, (_, index) => from.getTime() / 1000 + index * scrapeSeconds);
  return {
    scale: 1,
    dailySwing: 0,
    pods: 3,
    convention: 'client-library',
    labels: {},
    bounds: shopBounds,
    routes: shopRoutes,
    further: {},
    lies: {},
    ...options,
    scrapeSeconds,
    times,
  };
}

/** Expected requests of all routes in one scrape interval of one pod. */
export function expectedRequests({ scale, scrapeSeconds, pods, dailySwing }: Shop, time: number): number {
  const hour = (time / 3600) % 24;
  const swing = 1 + dailySwing * Math.cos(((hour - 15) / 24) * 2 * Math.PI);
  return (60_000 / 3600) * scrapeSeconds * (scale / pods) * swing;
}

export type Labels = Readonly<Record<string, string>>;

/** Labels of everything that one pod exports. */
export function common(shop: Shop, pod: string): Labels {
  return { environment: shop.environment, service: 'shop', instance: `${pod}:8080`, ...shop.further };
}

interface Series {
  readonly name: string;
  readonly labels: Labels;
}

/** The lines of one series, one per scrape. */
export function* seriesLines(shop: Shop, { name, labels }: Series, values: readonly number[]): Generator<string> {
  const text = Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(',');
  for (const [index, time] of shop.times.entries()) yield `${name}{${text}} ${values[index] ?? 0} ${time}`;
}

/** Running total. */
export function accumulate(increments: readonly number[]): number[] {
  let sum = 0;
  return increments.map((increment) => (sum += increment));
}
