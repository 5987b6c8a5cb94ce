import { z } from 'zod';
import type { RollbackSettings } from '../../config/rollback-schema.ts';
import { ProviderError } from '../../model/provider-error.ts';
import type { RollbackPlan } from '../../rollout/rollback-entry.ts';
import { fillIn } from './fill-in.ts';
import type { SendOut } from './world.ts';

/** What a source says about the version that serves; `silent` where it cannot tell now, `barred` where it may not be asked. */
export interface Serving {
  readonly kind: 'serves' | 'other' | 'silent' | 'barred';
  readonly note: string;
}

const Vector = z.object({
  status: z.literal('success'),
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
});

function digestOf(image: string | null): string | null {
  return /sha256:[0-9a-f]{64}/.exec(image ?? '')?.[0] ?? null;
}

async function byAddress(url: string, plan: RollbackPlan, sendOut: SendOut): Promise<Serving> {
  const { status, text } = await sendOut({ url, method: 'GET', headers: {} });
  if (status !== 200) return { kind: 'silent', note: `the version address answered ${status}` };
  const wanted = [plan.to.sha, digestOf(plan.to.image), plan.to.image].filter((one) => one !== null);
  return wanted.some((one) => text.includes(one))
    ? { kind: 'serves', note: 'the version address names it' }
    : { kind: 'other', note: 'the version address names another version' };
}

/** Text of a stranger inside a PromQL string. */
const inPromql = (text: string) => text.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('\n', ' ');

async function byPrometheus(
  base: string,
  query: string,
  { plan, sendOut }: { plan: RollbackPlan; sendOut: SendOut },
): Promise<Serving> {
  const url = new URL(`${base.replace(/\/$/, '')}/api/v1/query`);
  url.searchParams.set('query', fillIn(query, plan, inPromql));
  const { status, text } = await sendOut({ url: url.href, method: 'GET', headers: { accept: 'application/json' } });
  const parsed = Vector.safeParse(status === 200 ? parseJson(text) : null);
  if (!parsed.success) return { kind: 'silent', note: `Prometheus gave no answer that can be read (${status})` };
  return parsed.data.data.result.some(({ value }) => Number(value[1]) > 0)
    ? { kind: 'serves', note: 'Prometheus sees it' }
    : { kind: 'other', note: 'Prometheus does not see it' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Asks the configured sources which version serves; null where there is none. */
export async function askWhatServes(
  settings: Pick<RollbackSettings, 'serves'>,
  plan: RollbackPlan,
  sendOut: SendOut,
): Promise<Serving | null> {
  const { url, prometheus, query } = settings.serves ?? {};
  try {
    if (url !== undefined) return await byAddress(url, plan, sendOut);
    if (prometheus !== undefined && query !== undefined)
      return await byPrometheus(prometheus, query, { plan, sendOut });
  } catch (error) {
    const isBarred = error instanceof ProviderError && error.reasonCode === 'forbidden';
    const note = error instanceof Error ? error.message : String(error);
    return { kind: isBarred ? 'barred' : 'silent', note };
  }
  return null;
}
