import type { SlackMessage } from '../report/slack/message.ts';

export type Sent = { readonly ok: true } | { readonly ok: false; readonly message: string };

const defaultTimeout = 10_000;

/**
 * Posts a message to a Slack incoming webhook, once.
 *
 * It never throws: a report that could not be sent must not change a verdict. The address of a webhook is a secret, so no text of
 * the result holds more of it than its host, and no error of the HTTP library, which may quote it, is handed on.
 *
 * @param timeout milliseconds
 */
export async function slackWebhook(
  address: string,
  message: SlackMessage,
  { timeout = defaultTimeout } = {},
): Promise<Sent> {
  const url = URL.parse(address);
  if (url === null || !['https:', 'http:'].includes(url.protocol)) {
    return {
      ok: false,
      message: 'the Slack webhook address is no https:// address; copy it from the app’s “Incoming Webhooks” page',
    };
  }
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(message),
      // A redirect would carry the message, and with it the report, to a host that nobody configured.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    const said = await response.text();
    return response.ok
      ? { ok: true }
      : { ok: false, message: `Slack (${url.host}) answered ${response.status}${inWords(said)}` };
  } catch (error) {
    return { ok: false, message: `Slack (${url.host}) could not be reached: ${causeOf(error, timeout)}` };
  }
}

/** Slack explains a refusal in one word, `invalid_blocks` or `no_service`; anything else is not Slack and not repeated. */
function inWords(said: string): string {
  const word = said.trim();
  return /^[a-z_]{1,60}$/.test(word) ? `: ${word}` : '';
}

function causeOf(error: unknown, timeout: number): string {
  if (!(error instanceof Error)) return 'unknown error';
  if (error.name === 'TimeoutError') return `no answer within ${timeout / 1000} s`;
  const cause = error.cause;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z_]{1,60}$/.test(code) ? code : 'no connection';
}
