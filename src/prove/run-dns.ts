import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { z } from 'zod';
import { type GuardOutcome, unmeasured } from '../incidents/evidence/guard-outcome.ts';
import { judgeNames, type NameAnswer } from '../incidents/evidence/judge-names.ts';
import type { Check } from '../incidents/guards/guard-check.ts';
import { UsageError } from '../model/usage-error.ts';
import { readJsonFile } from '../sources/file/read-text-file.ts';
import { parseHostPort } from './host-port.ts';
import type { Target } from './target.ts';

type Dns = Extract<Check, { kind: 'dns' }>;

const Recorded = z.strictObject({
  answers: z.array(z.strictObject({ address: z.string(), ttl: z.number().nonnegative() })),
});
const patience = 3000;
const tries = 2;
/** The server knows the name and says that it has no such address: that is an answer. */
const nothing: ReadonlySet<string> = new Set(['ENODATA', 'ENOTFOUND']);

async function ask(name: string, type: Dns['type'], server: string): Promise<NameAnswer[] | string> {
  const resolver = new Resolver({ timeout: patience, tries });
  resolver.setServers([server]);
  try {
    return await (type === 'A' ? resolver.resolve4(name, { ttl: true }) : resolver.resolve6(name, { ttl: true }));
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    return nothing.has(code) ? [] : code;
  }
}

async function recorded(file: string): Promise<NameAnswer[]> {
  const read = await readJsonFile(file);
  if (!read.ok)
    throw new UsageError('invalid-option', `${read.message}; wanted the IP address of a resolver, or recorded answers`);
  const parsed = Recorded.safeParse(read.json);
  if (parsed.success) return parsed.data.answers;
  throw new UsageError(
    'invalid-option',
    `${file}: wanted {"answers": [{"address", "ttl"}]}: ${z.prettifyError(parsed.error)}`,
  );
}

/** The resolver of a target such as `192.0.2.1`, `192.0.2.1:5353` or `[2001:db8::1]:53`; null where it is a file. */
function resolverOf(target: string): string | null {
  if (isIP(target) !== 0) return target;
  if (!/^(\d+\.\d+\.\d+\.\d+|\[[\da-f:.]+\]):\d+$/i.test(target)) return null;
  const { host, port } = parseHostPort(target, 53);
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Asks a resolver for the name, or reads answers that were recorded. */
export async function runDns(check: Dns, { target }: Target): Promise<GuardOutcome> {
  if (check.name === null) return unmeasured('the guard names no host yet: fill in "name"');
  const server = resolverOf(target);
  const answers = server === null ? await recorded(target) : await ask(check.name, check.type, server);
  if (typeof answers === 'string') {
    const why = `${target} gave no answer about ${check.name} (${answers})`;
    return { outcome: answers === 'ETIMEOUT' || answers === 'ECONNREFUSED' ? 'unreachable' : 'unmeasured', why };
  }
  return judgeNames(answers, check);
}
