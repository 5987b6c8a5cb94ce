import { z } from 'zod';
import { type Ledger, openLedger, type UnreadableRecord } from '../ledger/open-ledger.ts';
import type { Hold, HoldKind } from '../locks/hold.ts';
import { openHolds } from '../locks/open-holds.ts';
import { type Lacking, lacking, type Present } from '../model/gate/gate-input.ts';
import type { RefsPort } from '../model/ports/refs.ts';
import { RollbackEntry } from '../rollout/rollback-entry.ts';
import { rollbackFact } from '../rollout/rollback-fact.ts';
import type { StateReader } from './gather-inputs.ts';

/** What the gate looks at of the list of bad releases; the newest entry of a record counts. */
const Bad = z.looseObject({ bad: z.boolean(), sha: z.string().nullable(), reason: z.string() });

function unreadable({ ref, why }: UnreadableRecord): Lacking {
  return lacking('forged', `the record ${ref} cannot be read (${why})`);
}

/** Reads locks, freezes, bad commits and rollbacks from the shared records of a repository. */
export function stateInLedger(refs: RefsPort, now: Date): StateReader {
  const present = <Value>(value: Value): Present<Value> => ({
    kind: 'present',
    value,
    at: now.toISOString(),
    links: [],
  });

  const held = async <Fact>(environment: string, kind: HoldKind, factOf: (hold: Hold) => Fact) => {
    const hold = await openHolds(refs, kind, now).read(environment);
    if (hold.kind === 'unreadable') return unreadable(hold);
    return present(hold.kind === 'held' ? [factOf(hold.hold)] : []);
  };
  /** Every record below a name; one that cannot be read forbids. */
  const all = async <Entry>(ledger: Ledger<Entry>, environment: string) => {
    const records = await ledger.list([environment]);
    const entries: (readonly Entry[])[] = [];
    for (const record of records) {
      if (record.kind === 'unreadable') return unreadable(record);
      entries.push(record.entries.map(({ value }) => value));
    }
    return entries;
  };
  return {
    locks: async (environment) =>
      held(environment, 'lock', ({ owner, reason, until }) => ({
        owner: owner.login,
        pullRequest: owner.pullRequest,
        reason,
        expiresAt: until,
      })),
    freezes: async (environment) =>
      held(environment, 'freeze', ({ owner, reason, until }) => ({ by: owner.login, reason, until })),
    async badShas(environment) {
      const found = await all(openLedger(refs, 'bad-release', Bad), environment);
      if (!Array.isArray(found)) return found;
      return present(
        found.flatMap((entries) => {
          const last = entries.at(-1);
          return last?.bad === true && last.sha !== null ? [{ sha: last.sha, reason: last.reason }] : [];
        }),
      );
    },
    async rollbacks(environment) {
      const found = await all(openLedger(refs, 'rollback', RollbackEntry), environment);
      if (!Array.isArray(found)) return found;
      return present(found.flatMap((entries) => rollbackFact(entries, now) ?? []));
    },
    // A record can be written by whoever may push: as evidence of a right it is worth nothing.
    override: async () => lacking('absent', 'overrides are known to the bot only'),
  };
}
