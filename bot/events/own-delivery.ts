import type { Delivery } from '../store/deliveries.ts';
import type { OwnDelivery, OwnPlace } from './event.ts';

/** An event of the bot’s own as it is stored: like GitHub’s, with the installation in its payload. */
export function ownDelivery({ id, event, payload }: OwnDelivery, { repository, installation }: OwnPlace): Delivery {
  const text = JSON.stringify({ ...payload, installation: { id: installation } });
  return { id, event, action: null, repository, payload: text };
}
