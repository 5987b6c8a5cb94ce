import { UsageError } from '../src/model/usage-error.ts';
import { keyProblems } from './app-key.ts';
import { type Environment, valueOf, wrongAddress } from './environment.ts';
import { readSlackSettings, type SlackSettings, slackProblems } from './slack/slack-settings.ts';
import { readTraceSettings, type TraceSettings, traceProblems } from './tracing/trace-settings.ts';

/** Where the bot keeps what it knows: a PostgreSQL server that several replicas share, or a folder of its own. */
export type StoreSettings =
  | { readonly kind: 'postgres'; readonly url: string }
  | {
      readonly kind: 'embedded';
      readonly folder: string;
      /** Leaves it to the machine when what is committed gets to the disk: where a power cut may cost everything, as in tests. */
      readonly isCareless?: boolean;
    };

/** Everything that an operator decides by environment variables. */
export interface BotSettings {
  readonly appId: string;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly webhookPath: string;
  readonly host: string;
  readonly port: number;
  readonly githubApi: string;
  /** What GitHub allows an installation in a minute (a read is 1 point, a write 5); null where there is no limit. */
  readonly pointsPerMinute: number | null;
  readonly store: StoreSettings;
  /** Null: the bot leaves Slack alone. */
  readonly slack: SlackSettings | null;
  readonly logLevel: string;
  /** File of what the operator grants to repositories; null: nothing to anybody. */
  readonly operatorFile: string | null;
  /** Where traces are sent; null: none are made. */
  readonly traces: TraceSettings | null;
  /** Requests to `/api/v1/` that one source may send in a minute; all together may send ten times as many. */
  readonly apiPerMinute: number;
  /** Proxies of the operator’s in front of the bot, by which it is known who sends. */
  readonly trustedProxies: number;
}

/** What Probot falls back to where there is none: anybody can sign with it. */
const knownSecret = 'development';
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

const purposes = {
  APP_ID: 'the number of the GitHub App (its settings page, “About”)',
  PRIVATE_KEY: 'the App’s private key, PEM; line breaks may be written as \\n, or the whole in base64',
  WEBHOOK_SECRET: 'the secret that the App’s webhooks are signed with',
} as const;

const optional = (environment: Environment, name: string) => valueOf(environment, name) ?? null;
const orElse = (environment: Environment, name: string, usual: string) => valueOf(environment, name) ?? usual;

function missing(environment: Environment): string[] {
  return Object.entries(purposes).flatMap(([name, purpose]) =>
    valueOf(environment, name) === undefined ? [`${name} is missing: ${purpose}`] : [],
  );
}

function wrongNumber(environment: Environment): string[] {
  const given = valueOf(environment, 'APP_ID');
  return given === undefined || /^[1-9]\d{0,14}$/.test(given) ? [] : [`APP_ID is "${given}"; wanted a number`];
}

function unsafeSecret(environment: Environment): string[] {
  const secret = valueOf(environment, 'WEBHOOK_SECRET');
  if (secret === undefined) return [];
  if (secret === knownSecret) return [`WEBHOOK_SECRET is "${knownSecret}", which everybody knows: choose another`];
  return secret.length < 16
    ? [`WEBHOOK_SECRET has ${secret.length} characters; wanted at least 16 (for example: openssl rand -hex 32)`]
    : [];
}

function wrongPort(environment: Environment): string[] {
  const given = valueOf(environment, 'PORT') ?? '3000';
  const port = Number(given);
  return Number.isInteger(port) && port >= 0 && port <= 65_535
    ? []
    : [`PORT is "${given}"; wanted a number from 0 to 65535`];
}

/** Whole numbers, each with what it may be. */
const counts: ReadonlyMap<string, { readonly pattern: RegExp; readonly wanted: string }> = new Map([
  ['GITHUB_POINTS_PER_MINUTE', { pattern: /^\d{1,9}$/, wanted: 'a whole number, or 0 where there is no limit' }],
  ['API_REQUESTS_PER_MINUTE', { pattern: /^[1-9]\d{0,5}$/, wanted: 'a whole number from 1 to 999999' }],
  ['TRUSTED_PROXIES', { pattern: /^\d$/, wanted: 'the number of proxies in front of the bot, from 0 to 9' }],
]);

function wrongCounts(environment: Environment): string[] {
  return [...counts].flatMap(([name, { pattern, wanted }]) => {
    const given = valueOf(environment, name);
    return given === undefined || pattern.test(given) ? [] : [`${name} is "${given}"; wanted ${wanted}`];
  });
}

/** GitHub’s own limit where nothing is said; an Enterprise Server has none unless its operator sets one. */
function pointsOf(environment: Environment): number | null {
  const points = Number(valueOf(environment, 'GITHUB_POINTS_PER_MINUTE') ?? '900');
  return points === 0 ? null : points;
}

function wrongChoice(environment: Environment, name: string, choices: readonly string[]): string[] {
  const given = valueOf(environment, name);
  return given === undefined || choices.includes(given) ? [] : [`${name} is "${given}"; wanted ${choices.join(', ')}`];
}

function storeOf(environment: Environment): StoreSettings {
  const url = valueOf(environment, 'DATABASE_URL');
  if (url !== undefined) return { kind: 'postgres', url };
  return { kind: 'embedded', folder: valueOf(environment, 'TOLLGATE_DATA_DIR') ?? 'tollgate-data' };
}

/**
 * Reads the operator's settings.
 *
 * @throws UsageError that lists everything that is missing or wrong at once; never with a secret in its words
 */
export function readBotSettings(environment: Environment): BotSettings {
  const problems = [
    ...missing(environment),
    ...wrongNumber(environment),
    ...keyProblems(valueOf(environment, 'PRIVATE_KEY')),
    ...unsafeSecret(environment),
    ...wrongPort(environment),
    ...wrongCounts(environment),
    ...wrongAddress(environment, 'GITHUB_API_URL', ['https:', 'http:']),
    ...wrongAddress(environment, 'DATABASE_URL', ['postgres:', 'postgresql:']),
    ...slackProblems(environment),
    ...traceProblems(environment),
    ...wrongChoice(environment, 'LOG_LEVEL', logLevels),
  ];
  if (problems.length > 0) {
    throw new UsageError('invalid-option', `the bot cannot start:\n${problems.map((one) => `- ${one}`).join('\n')}`);
  }
  return {
    appId: orElse(environment, 'APP_ID', ''),
    privateKey: orElse(environment, 'PRIVATE_KEY', ''),
    webhookSecret: orElse(environment, 'WEBHOOK_SECRET', ''),
    webhookPath: orElse(environment, 'WEBHOOK_PATH', '/api/github/webhooks'),
    host: orElse(environment, 'HOST', '127.0.0.1'),
    port: Number(orElse(environment, 'PORT', '3000')),
    githubApi: orElse(environment, 'GITHUB_API_URL', 'https://api.github.com'),
    pointsPerMinute: pointsOf(environment),
    store: storeOf(environment),
    slack: readSlackSettings(environment),
    logLevel: orElse(environment, 'LOG_LEVEL', 'info'),
    operatorFile: optional(environment, 'TOLLGATE_OPERATOR_FILE'),
    traces: readTraceSettings(environment),
    apiPerMinute: Number(orElse(environment, 'API_REQUESTS_PER_MINUTE', '120')),
    trustedProxies: Number(orElse(environment, 'TRUSTED_PROXIES', '0')),
  };
}
