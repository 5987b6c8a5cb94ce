import type { Answering } from '../answering.ts';
import type { KeptAttempt } from '../app-state.ts';

/** A page of attempts; its cursor is the number of the first. */
const listed = ({ id, guid, deliveredAt, status }: KeptAttempt) => ({
  id: Number(id),
  guid,
  delivered_at: deliveredAt.toISOString(),
  redelivery: false,
  duration: 1,
  status: status === 200 ? 'OK' : 'failed to connect to host',
  status_code: status,
  event: 'issues',
  action: 'opened',
  installation_id: 5,
  repository_id: 1,
});

const isFailure = ({ status }: KeptAttempt) => status < 200 || status >= 300;

/** The webhook of the App: what it tried to deliver, and what it is to try again. */
export const hookOperations: readonly (readonly [string, Answering])[] = [
  [
    'apps/list-webhook-deliveries',
    ({ state, request }) => {
      const size = Number(request.query.get('per_page') ?? 30);
      const wanted = state.attempts.filter((one) => request.query.get('status') !== 'failure' || isFailure(one));
      const cursor = request.query.get('cursor');
      const from = cursor === null ? 0 : wanted.findIndex(({ id }) => `v1_${id}` === cursor);
      const page = wanted.slice(from, from + size);
      const next = wanted[from + size];
      const body = page.map(listed);
      const link = `<http://fake/app/hook/deliveries?per_page=${size}&cursor=v1_${next?.id}>; rel="next"`;
      return {
        status: 200,
        body,
        wire: `[${body.map((one, index) => JSON.stringify(one).replace(/"id":\d+/, `"id":${page[index]?.id}`)).join()}]`,
        headers: next === undefined ? {} : { link },
      };
    },
  ],
  [
    'apps/redeliver-webhook-delivery',
    ({ state, path }) => {
      const attempt = state.attempts.find(({ id }) => id === path['delivery_id']);
      if (attempt === undefined) return { status: 422, body: { message: 'Validation Failed' } };
      state.redeliver(attempt);
      return { status: 202, body: {} };
    },
  ],
];
