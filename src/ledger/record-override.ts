import { z } from 'zod';
import type { Override } from '../model/gate/override.ts';
import type { RefsPort } from '../model/ports/refs.ts';
import { ProviderError } from '../model/provider-error.ts';
import { openLedger } from './open-ledger.ts';

const at = z.iso.datetime();

/**
 * Somebody’s decision to let one commit into one environment, as it is written down for reading afterwards.
 *
 * Whoever may push can write such a record, so the gate believes only what the bot keeps itself.
 */
const OverrideEntry = z.strictObject({
  id: z.uuid(),
  at,
  expiresAt: at,
  environment: z.string().min(1).max(255),
  sha: z.string().regex(/^[0-9a-f]{40,64}$/),
  by: z.string().min(1).max(100),
  authors: z.array(z.string().max(100)).nullable(),
  reason: z.string().min(1).max(4000),
  link: z.string().max(500).nullable(),
});

/** After so many lost races something else is wrong. */
const mostRaces = 5;

/** Writes an override into the record of its commit and environment; the same one once. */
export async function recordOverride(refs: RefsPort, override: Override): Promise<void> {
  const ledger = openLedger(refs, 'override', OverrideEntry);
  const { id, environment, sha, by, authors, reason, grantedAt, expiresAt, link } = override;
  const times = { at: grantedAt.toISOString(), expiresAt: expiresAt.toISOString() };
  const entry = { id, environment, sha, by, reason, link, ...times, authors: authors === null ? null : [...authors] };
  const key = [environment, sha];
  for (let race = 0; race < mostRaces; race += 1) {
    const record = await ledger.read(key);
    if (record.kind === 'unreadable') {
      throw new ProviderError('bad-response', `the record ${record.ref} cannot be read (${record.why})`);
    }
    if (record.kind === 'record' && record.entries.some(({ value }) => value.id === id)) return;
    const written =
      record.kind === 'absent' ? await ledger.create(key, entry) : await ledger.append(key, record.head, entry);
    if (written.kind === 'created' || written.kind === 'appended') return;
  }
  throw new ProviderError(
    'bad-response',
    `the record of ${sha} in ${environment} changes faster than it can be written`,
  );
}
