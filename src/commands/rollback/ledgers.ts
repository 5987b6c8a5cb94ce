import type { GitHubRepository } from '../../github/client.ts';
import { refsPort } from '../../github/refs-port.ts';
import { type Ledger, type LedgerRecord, openLedger } from '../../ledger/open-ledger.ts';
import { ProviderError } from '../../model/provider-error.ts';
import { BadRelease } from '../../rollout/bad-release.ts';
import { RollbackEntry } from '../../rollout/rollback-entry.ts';
import { type RollbackState, stateOf } from '../../rollout/rollback-state.ts';

/** Rollbacks by environment, service and number. */
export function rollbackLedger(repository: GitHubRepository): Ledger<RollbackEntry> {
  return openLedger(refsPort(repository), 'rollback', RollbackEntry);
}

/** Releases that were rolled back from, by environment, service and version. */
export function badLedger(repository: GitHubRepository): Ledger<BadRelease> {
  return openLedger(refsPort(repository), 'bad-release', BadRelease);
}

/** A record that cannot be read stops whoever needs it. */
export function mustRead(ref: string, why: string): ProviderError {
  return new ProviderError(
    'bad-response',
    `the record ${ref} cannot be read (${why}); look at it with git log, and delete the reference if it is forged`,
  );
}

/** A rollback by its place, and where it stands. */
export interface Numbered {
  readonly key: readonly string[];
  /** The entry with which it began. */
  readonly root: string;
  readonly head: string;
  readonly state: RollbackState;
}

/**
 * Reads one rollback.
 *
 * @throws ProviderError where it cannot be read: whether it still runs is not known then
 */
export async function readRollback(ledger: Ledger<RollbackEntry>, key: readonly string[]): Promise<Numbered> {
  const record = await ledger.read(key);
  if (record.kind === 'absent') throw new ProviderError('not-found', `there is no rollback ${key.join('/')}`);
  if (record.kind === 'unreadable') throw mustRead(record.ref, record.why);
  return numberedOf(key, record);
}

/** Where a record stands that was read. */
export function numberedOf(key: readonly string[], record: LedgerRecord<RollbackEntry>): Numbered {
  const [first] = record.entries;
  const state = stateOf(record.entries.map(({ value }) => value));
  if (state === null || first === undefined) throw mustRead(record.ref, 'it does not begin as a rollback');
  return { key, root: first.sha, head: record.head, state };
}

/** Numbers of the rollbacks of an environment and service, oldest first. */
export async function rollbackNumbers(ledger: Ledger<RollbackEntry>, place: readonly string[]): Promise<string[]> {
  return (await ledger.names(place)).filter((name) => /^\d{6}$/.test(name));
}

/**
 * The releases that count as bad in an environment.
 *
 * @throws ProviderError where a record cannot be read: nobody knows then what it forbids
 */
export async function badReleases(
  repository: GitHubRepository,
  { environment, service }: { readonly environment: string; readonly service?: string },
): Promise<BadRelease[]> {
  const records = await badLedger(repository).list(service === undefined ? [environment] : [environment, service]);
  return records.flatMap((record) => {
    if (record.kind === 'unreadable') throw mustRead(record.ref, record.why);
    const newest = record.entries.at(-1)?.value;
    return newest?.bad === true ? [newest] : [];
  });
}

/** Says of a release that it is bad, or no longer; once per rollback. */
export async function listRelease(
  repository: GitHubRepository,
  key: readonly string[],
  entry: BadRelease,
): Promise<void> {
  const ledger = badLedger(repository);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const record = await ledger.read(key);
    if (record.kind === 'unreadable') throw mustRead(record.ref, record.why);
    if (record.kind === 'absent') {
      if ((await ledger.create(key, entry)).kind === 'created') return;
      continue;
    }
    if (record.entries.some(({ value }) => value.rollback === entry.rollback && value.bad === entry.bad)) return;
    if ((await ledger.append(key, record.head, entry)).kind === 'appended') return;
  }
  throw new ProviderError(
    'query-refused',
    `the list of bad releases of ${key[0]} is being written by too many at once`,
  );
}
