import { z } from 'zod';
import type { GitHub } from '../events/event.ts';
import type { MissedDelivery } from '../store/missed-deliveries.ts';

const Attempts = z.array(
  z.object({ id: z.string(), guid: z.string(), delivered_at: z.coerce.date(), status_code: z.number() }),
);
type Attempt = z.infer<typeof Attempts>[number];

/** A link to the following page holds where it begins. */
const nextCursor = /<[^>]*[?&]cursor=([^&>]+)[^>]*>;\s*rel="next"/;
/** Three days of nothing but failures are fewer pages; a server that links in circles must not hold us. */
const mostPages = 500;

/** GitHub numbers attempts beyond what JavaScript counts exactly: numbers called `id` are kept as they are written. */
function parsed(text: string): Attempt[] {
  const exact = (key: string, value: unknown, context?: { source?: string }) =>
    key === 'id' ? String(context?.source ?? value) : value;
  return Attempts.parse(JSON.parse(text, exact));
}

async function page(github: GitHub, cursor: string | null): Promise<{ attempts: Attempt[]; next: string | null }> {
  const { data, headers } = await github.request('GET /app/hook/deliveries', {
    per_page: 100,
    status: 'failure',
    ...(cursor === null ? {} : { cursor }),
    request: { parseSuccessResponseBody: false },
  });
  const attempts = parsed(await new Response(data as unknown as ReadableStream).text());
  const next = nextCursor.exec(headers.link ?? '')?.[1];
  return { attempts, next: next === undefined ? null : decodeURIComponent(next) };
}

/** An old GitHub Enterprise Server does not know `status` and lists what arrived too; 0 stands for no answer. */
const hasFailed = ({ status_code: status }: Attempt) => !(status >= 200 && status < 300);

/**
 * Lists the deliveries that failed since a time, page by page, newest first; of several attempts at one delivery the newest.
 *
 * @param github the client of the App itself (JWT)
 */
export async function* listFailedDeliveries(github: GitHub, since: Date): AsyncGenerator<MissedDelivery[]> {
  const seen = new Set<string>();
  let cursor: string | null = null;
  for (let count = 0; count < mostPages; count += 1) {
    const { attempts, next } = await page(github, cursor);
    const recent = attempts.filter((one) => one.delivered_at >= since);
    const fresh = recent.filter((one) => {
      const isFirst = hasFailed(one) && !seen.has(one.guid);
      seen.add(one.guid);
      return isFirst;
    });
    yield fresh.map(({ id, guid, delivered_at: failedAt }) => ({ id: guid, attempt: id, failedAt }));
    if (next === null || recent.length < attempts.length) return;
    cursor = next;
  }
}
