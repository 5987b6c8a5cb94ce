import type { Logger } from 'pino';
import { formatMistakes } from '../../src/config/format-mistakes.ts';
import { redactSecrets } from '../../src/config/redact.ts';
import { defaultPlan } from '../../src/config/validation-schema.ts';
import { readConfiguration } from '../configuration/read-configuration.ts';
import { keepObeyed } from '../configuration/repository-settings.ts';
import type { GitHub } from '../events/event.ts';
import type { Querying } from '../store/database.ts';
import { forgetRepositories, keepRepository } from '../store/repositories.ts';

export interface Refreshing {
  readonly store: Querying;
  readonly log: Logger;
  readonly now: () => Date;
  /** GitHub as the App, or as one of its installations. */
  readonly auth: (installationId?: number) => Promise<GitHub>;
}

export interface InstalledRepository {
  readonly owner: string;
  readonly repo: string;
  readonly installationId: number;
}

/** Reads anew when a repository is to be validated, whom it tells and who may command, from its default branch. */
export async function refreshRepository(
  github: GitHub,
  { owner, repo, installationId }: InstalledRepository,
  { store, log, now }: { readonly store: Querying; readonly log: Logger; readonly now: Date },
): Promise<void> {
  const { loaded } = await readConfiguration(github, { owner, repo, now });
  const name = `${owner}/${repo}`;
  await keepObeyed({ store, log }, { repository: name, installation: installationId }, { loaded, readAt: now });
  const problem = loaded?.ok === false ? redactSecrets(formatMistakes(loaded.mistakes), loaded.secrets) : null;
  if (problem !== null) log.warn({ repository: name, problem }, 'the configuration cannot be used; the schedule stays');
  const plan = loaded === null ? defaultPlan : loaded.ok ? (loaded.configuration.validation ?? defaultPlan) : null;
  await keepRepository(store, { name, installationId, plan, problem, now }, defaultPlan);
}

/**
 * Reads anew when each repository is to be validated on which the App is installed.
 *
 * @returns whether all could be asked; only then those that were not found are forgotten
 */
export async function refreshAll(refreshing: Refreshing): Promise<boolean> {
  const { store, log, now, auth } = refreshing;
  const begun = now();
  try {
    const app = await auth();
    const installations = await app.paginate(app.rest.apps.listInstallations, { per_page: 100 });
    const outcomes: boolean[] = [];
    for (const { id, suspended_at: suspended } of installations) {
      if (suspended === null) outcomes.push(await refreshInstallation(refreshing, id, begun));
    }
    const whole = outcomes.every(Boolean);
    if (whole) await forgetRepositories(store, begun);
    return whole;
  } catch (error) {
    log.error({ err: error }, 'the installations could not be listed');
    return false;
  }
}

async function refreshInstallation({ auth, store, log }: Refreshing, id: number, now: Date): Promise<boolean> {
  const github = await auth(id);
  const repositories = await github.paginate(github.rest.apps.listReposAccessibleToInstallation, { per_page: 100 });
  let whole = true;
  for (const { owner, name } of repositories.filter((one) => !one.archived)) {
    const place = { owner: owner.login, repo: name, installationId: id };
    await refreshRepository(github, place, { store, log, now }).catch((error: unknown) => {
      whole = false;
      log.warn({ err: error, repository: `${owner.login}/${name}` }, 'its configuration could not be read');
    });
  }
  return whole;
}
