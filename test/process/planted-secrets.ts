import type { SeenRequest } from '../fake-prometheus/start-fake-prometheus.ts';
import type { Workplace } from './workplace.ts';

/** Every kind of secret that a configuration can carry. */
export const planted = {
  password: 'url-Pass+3f9a/xy',
  key: 'query-key-1a2b',
  header: 'header-value-5d2e',
  token: 'bearer-token-77c1',
  slack: 'slack-path-9b4c',
} as const;

/** The step’s environment, from which `${NAME}` is taken. */
export function secretEnvironment(slackOrigin: string): Record<string, string> {
  return { TOKEN: planted.token, SLACK: `${slackOrigin}/services/T0/B0/${planted.slack}` };
}

/** A base address that carries a password and a key. */
export function secretAddress(base: string): string {
  const url = new URL(base);
  url.username = 'ann';
  url.password = encodeURIComponent(planted.password);
  url.searchParams.set('key', planted.key);
  return url.href;
}

/** A configuration with every planted secret in it, and the name under which it is written. */
export const configurationFile = 'gate.yml';
export function secretConfiguration(production: string, staging: string): string {
  // Only a server that never answers is worth being impatient with: a busy machine must not look like one.
  const patience = `retries: 0, timeout: ${/\/silent\b/.test(`${production} ${staging}`) ? '0.5s' : '20s'}`;
  return `version: 1
production: { metrics: { url: "${secretAddress(production)}", headers: { X-Api-Key: "${planted.header}" }, ${patience} } }
staging: { metrics: { url: "${staging}", auth: { bearer: "\${TOKEN}" }, ${patience} } }
slackWebhookUrl: "\${SLACK}"
`;
}

const encoded = (text: string) => Buffer.from(text).toString('base64');
/** What must not be found: each secret as it is, in an address, and as HTTP carries it. */
const forbidden = [
  ...Object.values(planted).flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    encoded(secret).replace(/=+$/, ''),
  ]),
  encoded(`ann:${planted.password}`),
];

/** The secrets that stand in a text, each with its surroundings; `what` says where it was found. */
export function leaksIn(text: string, what: string): string[] {
  return forbidden.filter((form) => text.includes(form)).map((form) => `${form} in ${what}: …${excerpt(text, form)}…`);
}

function excerpt(text: string, form: string): string {
  const at = text.indexOf(form);
  return text.slice(Math.max(0, at - 60), at + 60);
}

/** The secrets that stand in any file of a workplace but the configuration that holds them. */
export function leaksInFiles({ files, read }: Workplace): string[] {
  return files()
    .filter((file) => file !== configurationFile)
    .flatMap((file) => leaksIn(read(file), file));
}

/** Everything that a server was told, as one that gives too much away would repeat it. */
export function repeated({ headers, parameters }: SeenRequest): string {
  return `you sent ${JSON.stringify(headers)} and ${parameters.toString()}`;
}
