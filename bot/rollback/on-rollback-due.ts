import { randomUUID } from 'node:crypto';
import { type Numbered, readRollback, rollbackLedger } from '../../src/commands/rollback/ledgers.ts';
import { rollbackPlaceOf } from '../../src/commands/rollback/load-rollback.ts';
import { type RunEnd, runRollback } from '../../src/commands/rollback/run-rollback.ts';
import type { Configuration } from '../../src/config/schema.ts';
import type { GitHubRepository } from '../../src/github/client.ts';
import { ProviderError } from '../../src/model/provider-error.ts';
import { UsageError } from '../../src/model/usage-error.ts';
import { advance, type RollbackState } from '../../src/rollout/rollback-state.ts';
import { obeyedConfiguration } from '../configuration/obeyed-configuration.ts';
import type { BotEvent, EventHandler } from '../events/event.ts';
import type { Operator } from '../operator/operator.ts';
import type { Grants } from '../operator/operator-file.ts';
import { Postponed } from '../queue/postponed.ts';
import { mayGoOn } from './may-go-on.ts';
import { RollbackDue } from './rollback-delivery.ts';
import { grantedRollback } from './rollback-settings.ts';
import { rollbackWorld } from './rollback-world.ts';
import { rollbackTeller, type TellRollback } from './tell-rollback.ts';

/** What rollbacks are gone on with. */
export interface RollbackWork {
  readonly operator: Operator;
  /** Aborted when the bot stops: what runs then is left where it is safe. */
  readonly stopping: AbortSignal;
}

interface Going {
  readonly event: BotEvent;
  readonly repository: GitHubRepository;
  readonly record: Numbered;
  readonly tell: TellRollback;
}

/** A rollback gives its place in the queue up so often, in milliseconds. */
const longest = 300_000;
const soon = (milliseconds: number) => new Date(Date.now() + milliseconds);

/** Ends a record that nobody goes on with, so that it is not in the way of the next one. */
async function end({ event, repository, record, tell }: Going, message: string): Promise<void> {
  const entry = { event: 'ended' as const, at: new Date().toISOString(), outcome: 'failed' as const, message };
  const appended = await rollbackLedger(repository).append(record.key, record.head, entry);
  event.log.warn({ record: record.key.join('/'), appended: appended.kind }, message);
  if (appended.kind === 'appended') await tell(advance(record.state, entry));
}

/** The configuration that is obeyed; a broken one is mended sooner or later. */
async function configurationOf({ event, record }: Going, { variables }: Grants): Promise<Configuration> {
  if (event.repository === null) throw new Error('a rollback of no repository');
  const obeyed = await obeyedConfiguration(await event.github(), { ...event.repository, now: event.now, variables });
  if (obeyed.kind === 'configuration') return obeyed.configuration;
  throw new Postponed(`rollback ${record.state.plan.id}: ${obeyed.message}`, soon(60_000));
}

/** The rest of its time is left to the next attempt. */
function leave({ kind, ...found }: RunEnd): void {
  const { id } = found.state.plan;
  if (kind === 'ended') return;
  if ('at' in found) throw new Postponed(`rollback ${id} is looked at again`, found.at);
  if (kind === 'held') throw new Postponed(`rollback ${id} is held`, found.state.lease?.until ?? soon(60_000));
  throw new Postponed(`rollback ${id} goes on`, soon(1000));
}

interface Means {
  readonly configuration: Configuration;
  readonly grants: Grants;
  readonly stopping: AbortSignal;
}

async function goOn(going: Going, { configuration, grants, stopping }: Means): Promise<void> {
  const { event, repository, record, tell } = going;
  const { environment, service } = record.state.plan;
  const place = rollbackPlaceOf(configuration, { environment, service, fallback: repository.repo });
  const { settings, sendOut } = grantedRollback(place, grants);
  let newest: RollbackState = record.state;
  try {
    const ended = await runRollback({
      ledger: rollbackLedger(repository),
      key: record.key,
      holder: `bot-${randomUUID()}`,
      world: rollbackWorld(repository, event.login, sendOut),
      settings,
      signal: AbortSignal.any([stopping, AbortSignal.timeout(longest)]),
      progress: (message) => event.log.info({ rollback: record.key.join('/') }, message),
      stays: false,
      changed: async (state) => {
        newest = state;
        await tell(state).catch((error: unknown) => event.log.warn({ err: error }, 'a rollback could not be told'));
      },
    });
    leave(ended);
  } catch (error) {
    if (error instanceof ProviderError) await tell(newest, `${error.message}; it is tried again`).catch(() => {});
    throw error;
  }
}

/**
 * Goes on with a rollback until it has ended, or until an instant that it has to wait for: one that the bot began, that a crash
 * cut off, or that somebody left who may roll back.
 */
export function onRollbackDue({ operator, stopping }: RollbackWork): EventHandler {
  return async (event) => {
    if (event.repository === null) return;
    const { key } = RollbackDue.parse(event.payload);
    const repository = { client: await event.github(), ...event.repository };
    const record = await readRollback(rollbackLedger(repository), key);
    const going: Going = { event, repository, record, tell: rollbackTeller(event) };
    if (record.state.ended !== null) return going.tell(record.state);
    const { owner, repo } = event.repository;
    const grants = operator.grantsOf(`${owner}/${repo}`);
    const configuration = await configurationOf(going, grants);
    const trust = await mayGoOn(event, { repository, configuration }, record);
    if (trust === 'later') throw new Postponed('nobody vouches for it yet', soon(20_000));
    if (trust === 'untrusted') return end(going, 'nobody who may roll back vouches for this record');
    try {
      await goOn(going, { configuration, grants, stopping });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      await end(going, error.message.slice(0, 2000));
    }
  };
}
