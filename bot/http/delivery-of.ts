import type { Delivery } from '../store/deliveries.ts';

/** What GitHub sent: the headers that name it, and its body as it came. */
export interface Sent {
  readonly id: string;
  readonly event: string;
  readonly body: string;
}

/** PostgreSQL’s names and numbers of what is looked up are short; what is longer is nobody’s. */
const longestName = 300;

const shortText = (value: unknown) => (typeof value === 'string' && value.length <= longestName ? value : null);

/**
 * A delivery as it is stored: its body as it came; null where that is no JSON object.
 *
 * @example deliveryOf({ id: '1', event: 'push', body: '{"repository":{"full_name":"octo/shop"}}' })?.repository // 'octo/shop'
 */
export function deliveryOf({ id, event, body }: Sent): Delivery | null {
  const payload = jsonOf(body);
  if (typeof payload !== 'object' || payload === null) return null;
  const { action, repository } = payload as { action?: unknown; repository?: unknown };
  const { full_name: name } = Object(repository) as { full_name?: unknown };
  return { id, event, action: shortText(action), repository: shortText(name), payload: body };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
