import type { SettingsOf } from '../../../config/rollback-schema.ts';
import type { GitHubRepository } from '../../../github/client.ts';
import { compareCommits } from '../../../github/commits.ts';
import { readFileAt, writeFileAt } from '../../../github/contents.ts';
import { mergePull, openPull, pullOf } from '../../../github/pulls.ts';
import { refsPort } from '../../../github/refs-port.ts';
import { markdownCode } from '../../../report/escape/markdown-text.ts';
import { readYamlValue, replaceYamlValue } from '../../../rollout/yaml-value.ts';

import type { RollbackWorld } from '../world.ts';
import { type Acting, done, failed, type StepResult, type Strategy, wait } from './strategy.ts';

type Settings = SettingsOf<'gitops-commit'>;

/** The repository that is deployed from. */
export async function configurationRepository(
  world: Pick<RollbackWorld, 'repository' | 'elsewhere'>,
  { repository }: Settings,
): Promise<GitHubRepository> {
  return repository === undefined ? world.repository : world.elsewhere(repository);
}

const branchOf = ({ state }: Acting<Settings>) => `tollgate/rollback-${state.plan.id}`;

function messageOf({ state }: Acting<Settings>): string {
  const { environment, service, from, to, by, reason, id } = state.plan;
  const oneLine = reason.replaceAll(/\s+/g, ' ');
  return [
    `Roll ${service} in ${environment} back`,
    '',
    `From ${from.image ?? from.id} to ${to.image ?? to.id}, asked for by ${by}${oneLine === '' ? '' : `: ${oneLine}`}`,
    '',
    `Tollgate-Rollback: ${id}`,
  ].join('\n');
}

/** Writes the old image on a branch, if it is not there yet; refuses where neither the old nor the bad one is there. */
async function write(acting: Acting<Settings>, repository: GitHubRepository, branch: string): Promise<StepResult> {
  const { state, settings } = acting;
  const { from, to } = state.plan;
  const path = settings.file;
  if (to.image === null) return failed('the configuration repository names no image to go back to');
  const file = await readFileAt(repository, { path, ref: branch });
  if (file === null) return failed(`${path} is not on the branch ${branch}`);
  const current = readYamlValue(file.text, settings.key);
  if (current.kind === 'unclear') return failed(`${path}: ${current.why}`);
  if (current.value === to.image) return done({ image: to.image });
  if (current.value !== from.image)
    return failed(`${path} says ${current.value.slice(0, 200)} now, which is not what was to be replaced`);
  const text = replaceYamlValue(file.text, settings.key, to.image);
  if (text.kind === 'unclear') return failed(`${path}: ${text.why}`);
  const message = messageOf(acting);
  const commit = await writeFileAt(repository, { path, branch, text: text.value, sha: file.sha, message });
  return done({ image: to.image, commit });
}

async function proposeChange(acting: Acting<Settings>, repository: GitHubRepository): Promise<StepResult> {
  const { state, settings } = acting;
  const branch = branchOf(acting);
  const made = await pullOf(repository, branch);
  if (made !== null) return done({ pull: String(made.number), link: made.html_url });
  const refs = refsPort(repository);
  const base = await refs.readRef(`refs/heads/${settings.branch}`);
  if (base === null) return failed(`the configuration repository has no branch ${settings.branch}`);
  await refs.createRef(`refs/heads/${branch}`, base);
  const written = await write(acting, repository, branch);
  if (written.kind !== 'done') return written;
  if ((await refs.readRef(`refs/heads/${branch}`)) === base) return done({ note: 'the old image is there already' });
  const [title = ''] = messageOf(acting).split('\n');
  const { environment, from, to, by, reason, id } = state.plan;
  const body = [
    `${markdownCode(environment)}: from ${markdownCode(from.image ?? from.id)} to ${markdownCode(to.image ?? to.id)}, asked for by ${markdownCode(by)}.`,
    reason === '' ? 'No reason was given.' : `Reason: ${markdownCode(reason)}`,
    `Rollback ${id}. It is merged as soon as it may be.`,
  ].join('\n\n');
  const pull = await openPull(repository, { head: branch, base: settings.branch, title, body });
  return done({ pull: String(pull.number), link: pull.html_url });
}

/** The file where the branch began and at its newest commit; null where it changes any other file. */
async function changeOfFile(
  { branch, file: path }: Settings,
  repository: GitHubRepository,
  head: string,
): Promise<{ readonly before: string; readonly after: string } | null> {
  const compared = await compareCommits(repository, branch, head);
  const base = compared?.merge_base_commit?.sha;
  if (base === undefined || compared?.files.map((one) => one.path).join('\n') !== path) return null;
  const [before, after] = await Promise.all([base, head].map((ref) => readFileAt(repository, { path, ref })));
  return before && after ? { before: before.text, after: after.text } : null;
}

/**
 * Whether a branch changes the image and nothing else: whoever may push can add to it, and could not merge that himself.
 *
 * @param head its newest commit, the one that is merged
 */
async function changesImageOnly(
  { state, settings }: Acting<Settings>,
  repository: GitHubRepository,
  head: string,
): Promise<boolean> {
  const change = await changeOfFile(settings, repository, head);
  if (change === null || state.plan.to.image === null) return false;
  const wanted = replaceYamlValue(change.before, settings.key, state.plan.to.image);
  return wanted.kind === 'value' && wanted.value === change.after;
}

/** Writes the old image into the configuration repository, so that what reconciles from there keeps it. */
export const gitopsCommit: Strategy<Settings> = {
  async act(acting) {
    const repository = await configurationRepository(acting.world, acting.settings);
    return acting.settings['pull-request']
      ? proposeChange(acting, repository)
      : write(acting, repository, acting.settings.branch);
  },
  async follow(acting) {
    const { settings, state } = acting;
    const seen =
      settings.serves === undefined ? { note: 'it is written down; nothing here tells whether it came up' } : {};
    if (state.done.get('act')?.details['pull'] === undefined) return done(seen);
    const repository = await configurationRepository(acting.world, settings);
    const pull = await pullOf(repository, branchOf(acting));
    if (pull === null) return failed('its pull request is gone');
    if (pull.merged_at !== null && pull.merged_at !== undefined) return done({ link: pull.html_url, ...seen });
    if (pull.state === 'closed') return failed(`its pull request was closed: ${pull.html_url}`);
    if (!(await changesImageOnly(acting, repository, pull.head.sha)))
      return failed(`its pull request changes more than the image, so somebody must look at it: ${pull.html_url}`);
    const merged = await mergePull(repository, { number: pull.number, sha: pull.head.sha });
    return merged.kind === 'merged'
      ? done({ link: pull.html_url, ...seen })
      : wait(10, `${pull.html_url}: ${merged.why}`);
  },
  settle: async () => done(),
};
