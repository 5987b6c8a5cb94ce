import { createHmac } from 'node:crypto';
import type { SettingsOf } from '../../../config/rollback-schema.ts';
import { ProviderError } from '../../../model/provider-error.ts';
import { done, failed, type Strategy } from './strategy.ts';

/**
 * Tells a server of the team’s own to bring the old release back.
 *
 * The message is signed with its time; the same rollback always carries the same `idempotency-key`, so that a message that comes twice
 * is obeyed once.
 */
export const webhook: Strategy<SettingsOf<'webhook'>> = {
  async act({ state, settings, world }) {
    const { id, environment, service, from, to, by, reason } = state.plan;
    const body = JSON.stringify({ event: 'rollback', id, environment, service, from, to, by, reason });
    const time = String(Math.floor(world.clock.now().getTime() / 1000));
    const signature = createHmac('sha256', settings.secret).update(`${time}.${body}`).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': id,
      'x-tollgate-timestamp': time,
      'x-tollgate-signature-256': `sha256=${signature}`,
    };
    const { status } = await world.sendOut({ url: settings.url, method: 'POST', headers, body });
    if (status >= 200 && status < 300) return done({ answered: String(status) });
    if (status === 429 || status >= 500)
      throw new ProviderError('server-error', `the webhook of ${environment} answered ${status}`);
    return failed(`the webhook of ${environment} answered ${status}`);
  },
  // It took the message; whether the old version serves is for `serves` to say.
  follow: async ({ settings }) =>
    done(settings.serves === undefined ? { note: 'the message was taken; nothing here tells whether it came up' } : {}),
  settle: async () => done(),
};
