import type { GitHubRepository } from '../../github/client.ts';
import { stateOf } from '../../rollout/rollback-state.ts';
import { mustRead, rollbackLedger } from './ledgers.ts';

/**
 * Every rollback of an environment as one line of JSON: who, what, when, why, and what spoke for it.
 *
 * @throws ProviderError where a record cannot be read: an audit leaves nothing out
 */
export async function auditLines(repository: GitHubRepository, environment: string): Promise<string[]> {
  const records = await rollbackLedger(repository).list(environment === '' ? [] : [environment]);
  return records.map((record) => {
    if (record.kind === 'unreadable') throw mustRead(record.ref, record.why);
    const state = stateOf(record.entries.map(({ value }) => value));
    if (state === null) throw mustRead(record.ref, 'it does not begin as a rollback');
    const { plan, begunAt, ended, done } = state;
    return JSON.stringify({
      schema: 'tollgate.rollback/1',
      ...plan,
      begunAt: begunAt.toISOString(),
      endedAt: ended?.at.toISOString() ?? null,
      outcome: ended?.outcome ?? 'unfinished',
      message: ended?.message ?? null,
      steps: Object.fromEntries(
        [...done].map(([step, { at, details }]) => [step, { at: at.toISOString(), ...details }]),
      ),
      // Who wrote each entry, as GitHub knows the account of the token.
      written: record.entries.map(({ sha, by, at, value }) => ({ sha, by, at: at.toISOString(), event: value.event })),
      record: record.ref,
    });
  });
}
