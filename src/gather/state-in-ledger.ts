import { z } from 'zod';
import { type Ledger, openLedger, type UnreadableRecord } from '../ledger/open-ledger.ts';
import type { Hold, HoldKind } from '../locks/hold.ts';
import { openHolds } from '../locks/open-holds.ts';
import type { RollbackFact } from '../model/gate/gate-facts.ts';
import { type Lacking, lacking, type Present } from '../model/gate/gate-input.ts';
import type { RefsPort } from '../model/ports/refs.ts';
import type { StateReader } from './gather-inputs.ts';

/** What the gate looks at of the list of bad releases; the newest entry of a record counts. */
const Bad = z.looseObject({ bad: z.boolean(), sha: z.string().nullable(), reason: z.string() });

/** What the gate looks at of the record of a rollback. */
const Step = z.looseObject({
  event: z.string(),
  plan: z
    .looseObject({
      id: z.string(),
      environment: z.string(),
      strategy: z.string(),
      to: z.looseObject({ sha: z.string().nullable() }),
    })
    .optional(),
  details: z.record(z.string(), z.string()).optional(),
});
type Step = z.infer<typeof Step>;

/** The values of a step that name a run. */
const runNames = new Set(['run', 'runId']);

/** The rollback that a record tells of; null where it has ended, or leads to no commit. */
function rollbackOf(steps: readonly Step[]): RollbackFact | null {
  const plan = steps[0]?.plan;
  if (plan === undefined || plan.to.sha === null || steps.at(-1)?.event === 'ended') return null;
  const named = steps.flatMap(({ details = {} }) =>
    Object.entries(details).flatMap(([name, value]) => (runNames.has(name) ? [value] : [])),
  );
  return {
    id: plan.id,
    environment: plan.environment,
    sha: plan.to.sha,
    runIds: named.length === 0 ? null : named,
    byDeployment: plan.strategy === 'deployment',
  };
}

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
      const found = await all(openLedger(refs, 'rollback', Step), environment);
      if (!Array.isArray(found)) return found;
      return present(found.flatMap((steps) => rollbackOf(steps) ?? []));
    },
    // A record can be written by whoever may push: as evidence of a right it is worth nothing.
    override: async () => lacking('absent', 'overrides are known to the bot only'),
  };
}
