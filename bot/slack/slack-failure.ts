import {
  ErrorCode,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';

/** Why Slack did not do what it was asked. */
export interface SlackFailure {
  /** One word, safe to be logged. */
  readonly word: string;
  /** Another attempt cannot help. */
  readonly isFinal: boolean;
  /** Slack surely did nothing. */
  readonly isUndone: boolean;
  /** Seconds for which Slack wants to be left alone; null where it does not say. */
  readonly pause: number | null;
}

/** What is wrong with the message itself, or with its place. */
const final = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_arguments',
  'invalid_metadata_format',
  'msg_too_long',
  'msg_blocks_too_long',
  'no_text',
  'cant_update_message',
  'edit_window_closed',
  'message_not_found',
  'thread_not_found',
  'is_inactive',
]);
/** Slack broke down on its way; part of the work may be done. */
const halfway = new Set(['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable']);
/** No connection was made. */
const unreached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
const aMinute = 60;

function ofPlatform(said: string): SlackFailure {
  // What is no word of Slack’s own is half an answer, or comes from something in between.
  if (!/^[a-z_]{1,60}$/.test(said)) return { word: 'unreadable', isFinal: false, isUndone: false, pause: null };
  const pause = said === 'ratelimited' || said === 'rate_limited' ? aMinute : null;
  return { word: said, isFinal: final.has(said), isUndone: !halfway.has(said), pause };
}

function ofRequest(original: Error): SlackFailure {
  const { cause } = original;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : original.name;
  const word = /^[A-Za-z_]{1,60}$/.test(code) ? code : 'no_connection';
  return { word, isFinal: false, isUndone: unreached.has(code), pause: null };
}

/** Says in a word why a call of Slack’s API failed; nothing of it may hold a token. */
export function slackFailure(error: unknown): SlackFailure {
  if (error instanceof WebAPIRateLimitedError) {
    return { word: 'ratelimited', isFinal: false, isUndone: true, pause: error.retryAfter };
  }
  if (error instanceof WebAPIPlatformError) return ofPlatform(error.data.error);
  if (error instanceof WebAPIHTTPError) {
    return { word: `http_${error.statusCode}`, isFinal: false, isUndone: error.statusCode < 500, pause: null };
  }
  if (error instanceof WebAPIRequestError) return ofRequest(error.original);
  return { word: ErrorCode.RequestError, isFinal: false, isUndone: false, pause: null };
}
