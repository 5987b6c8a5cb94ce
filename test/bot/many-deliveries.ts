import { deliver } from './deliver.ts';

/** A delivery as GitHub would send it. */
export interface ManyDelivery {
  readonly id: string;
  readonly event: string;
  readonly payload: object;
}

const common = (repo: number) => ({ installation: { id: 5 }, repository: { full_name: `octo/shop-${repo}` } });

/** What happens in ten repositories: in each so-many-th delivery a pull request whose commit is to be checked, else what asks for nothing. */
export function manyDeliveries(count: number, each = 8): ManyDelivery[] {
  return Array.from({ length: count }, (_, index) => {
    const sha = index.toString(16).padStart(40, '0');
    const action = index % each === 0 ? 'opened' : 'labeled';
    const number = index + 1;
    return {
      id: `delivery-${index}`,
      event: 'pull_request',
      payload: { ...common(index % 10), action, number, pull_request: { number, head: { sha } } },
    };
  });
}

/** The commits that must have one check each. */
export function checkedCommits(deliveries: readonly ManyDelivery[]): string[] {
  return deliveries.flatMap(({ payload }) => {
    const { action, pull_request: pull } = payload as { action: string; pull_request: { head: { sha: string } } };
    return action === 'opened' ? [pull.head.sha] : [];
  });
}

/** What became of deliveries that were sent. */
export interface Sent {
  readonly acknowledged: ManyDelivery[];
  /** Those without an answer: GitHub shows them as failed. */
  readonly failed: ManyDelivery[];
}

/** Sends deliveries, so many at a time; each acknowledged one is told. */
export async function sendAll(
  deliveries: readonly ManyDelivery[],
  urlOf: (index: number) => string,
  onAcknowledged: (count: number) => void = () => {},
): Promise<Sent> {
  const sent: Sent = { acknowledged: [], failed: [] };
  let next = 0;
  const send = async () => {
    for (let index = next++; index < deliveries.length; index = next++) {
      const one = deliveries[index];
      if (one === undefined) return;
      const answer = await deliver(urlOf(index), one.event, { payload: one.payload, id: one.id }).catch(() => null);
      await answer?.text().catch(() => '');
      if (answer?.status === 200) {
        sent.acknowledged.push(one);
        onAcknowledged(sent.acknowledged.length);
      } else sent.failed.push(one);
    }
  };
  await Promise.all(Array.from({ length: 16 }, send));
  return sent;
}
