import type { Drift } from '../../src/drift/find-drifts.ts';
import { stateOf } from '../../src/drift/state-of.ts';
import {
  type DriftIssuePlace,
  driftChangeMessage,
  driftEndMessage,
  driftMessage,
} from '../../src/report/slack/drift-message.ts';
import type { BotEvent } from '../events/event.ts';

interface DriftPlace extends DriftIssuePlace {
  /** Where staging’s side was measured. */
  readonly environment: string;
}

const topicOf = (key: string) => `drift/${key}`;

/** Tells Slack that a drift has an open issue, and what it looks like now; a change is also said in the thread. */
export async function tellDrift(
  event: BotEvent,
  drift: Drift,
  { environment, ...place }: DriftPlace & { readonly changed: boolean },
): Promise<void> {
  const { changed, ...issue } = place;
  await event.notify({
    topic: topicOf(drift.key),
    event: 'drift',
    environment,
    severity: drift.findings[0].severity,
    phase: 'opens',
    message: driftMessage(drift, issue),
    ...(changed ? { reply: { key: `${event.deliveryId}/${stateOf(drift)}`, message: driftChangeMessage(drift) } } : {}),
  });
}

/** Tells Slack that a drift’s issue is closed; nothing where nobody was told of it. */
export async function tellDriftEnd(
  event: BotEvent,
  { key, title }: { readonly key: string; readonly title: string },
  { environment, ...issue }: DriftPlace,
): Promise<void> {
  const message = driftEndMessage(title, issue);
  await event.notify({
    topic: topicOf(key),
    event: 'drift',
    environment,
    severity: 'observe',
    phase: 'ends',
    message,
    reply: { key: 'end', message },
  });
}
