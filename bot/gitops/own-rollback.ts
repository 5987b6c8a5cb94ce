import { may } from '../../src/chatops/may.ts';
import { createReach } from '../../src/commands/rollback/reach.ts';
import { imagesOf } from '../../src/commands/rollback/read-images.ts';
import type { SettingsOf } from '../../src/config/rollback-schema.ts';
import type { GitHubRepository } from '../../src/github/client.ts';
import { refsPort } from '../../src/github/refs-port.ts';
import { type ChangedText } from '../../src/gitops/changed-images.ts';
import { isImageChange } from '../../src/gitops/is-image-change.ts';
import { openLedger } from '../../src/ledger/open-ledger.ts';
import { RollbackEntry } from '../../src/rollout/rollback-entry.ts';
import { type RollbackState, stateOf } from '../../src/rollout/rollback-state.ts';
import type { BotEvent } from '../events/event.ts';
import { standingOf } from '../permissions/standing-of.ts';
import type { Application } from './read-applications.ts';

/** A pull request of the configuration repository, as GitHub knows it. */
export interface ConfigurationPull {
  readonly number: number;
  /** Login of who opened it. */
  readonly author: string | null;
}

/** What a pull request changes, and where. */
export interface Proposed {
  readonly repository: GitHubRepository;
  readonly pull: ConfigurationPull;
  readonly files: readonly ChangedText[];
}

type Settings = SettingsOf<'gitops-commit'>;

const isSame = (one: string, other: string | null) => one.toLowerCase() === other?.toLowerCase();

/** Environments of an application that are rolled back by a pull request here. */
function rollbackSettings({ owner, repo, configuration }: Application, { repository }: Proposed): [string, Settings][] {
  const here = `${repository.owner}/${repository.repo}`;
  return Object.entries(configuration.environments ?? {}).flatMap(([environment, { rollback }]) =>
    rollback?.strategy === 'gitops-commit' && isSame(rollback.repository ?? `${owner}/${repo}`, here)
      ? [[environment, rollback] as [string, Settings]]
      : [],
  );
}

/** The rollback under way that opened a pull request, by its record. */
async function rollbackOf(
  application: Application,
  environment: string,
  { repository, pull }: Proposed,
): Promise<RollbackState | null> {
  const { owner, repo } = application;
  const records = await openLedger(refsPort({ ...repository, owner, repo }), 'rollback', RollbackEntry).list([
    environment,
  ]);
  const states = records.flatMap((record) =>
    record.kind === 'record' ? (stateOf(record.entries.map(({ value }) => value)) ?? []) : [],
  );
  return (
    states.find(
      ({ ended, plan, done }) =>
        ended === null &&
        plan.environment === environment &&
        plan.strategy === 'gitops-commit' &&
        done.get('act')?.details['pull'] === String(pull.number),
    ) ?? null
  );
}

/** Whether an image once stood at the place of its environment, on the branch that is deployed from. */
async function onceDeployed({ repository }: Proposed, settings: Settings, image: string): Promise<boolean> {
  const own = { repository, elsewhere: async () => repository };
  for await (const past of imagesOf(own, settings, createReach())) {
    if (past.image === image) return true;
  }
  return false;
}

/**
 * Whether who opened a pull request may have it let through. The App has looked at everything before. A record can be written by whoever may
 * push, with any name in it: a person’s pull request must be his own, and lead to what was once deployed from there.
 */
async function isTrusted(event: BotEvent, application: Application, found: Found): Promise<boolean> {
  const { proposed, settings, state } = found;
  const { author } = proposed.pull;
  if (isSame(await event.login(), author)) return true;
  const { by, to } = state.plan;
  if (!isSame(by, author) || to.image === null) return false;
  if (!(await onceDeployed(proposed, settings, to.image))) return false;
  const { owner, repo, configuration } = application;
  const rules = configuration.commands ?? {};
  return may(await standingOf(await event.github(), { owner, repo, login: by }, rules), rules, 'release');
}

interface Found {
  readonly proposed: Proposed;
  readonly settings: Settings;
  readonly state: RollbackState;
}

/**
 * The rollback under way that a pull request belongs to: one whose record names this pull request, which writes the old image at its place and
 * changes nothing else, and which the App opened, or who may roll back.
 *
 * @returns its id; null where there is none
 * @throws ProviderError where GitHub does not answer
 */
export async function ownRollback(
  event: BotEvent,
  application: Application,
  proposed: Proposed,
): Promise<string | null> {
  for (const [environment, settings] of rollbackSettings(application, proposed)) {
    const state = await rollbackOf(application, environment, proposed);
    const image = state?.plan.to.image ?? null;
    if (state === null || image === null || !isImageChange(proposed.files, settings, image)) continue;
    if (await isTrusted(event, application, { proposed, settings, state })) return state.plan.id;
  }
  return null;
}
