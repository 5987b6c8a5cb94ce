import type { SettingsOf } from '../../config/rollback-schema.ts';
import { fileHistory } from '../../github/commits.ts';
import { readFileAt } from '../../github/contents.ts';
import type { PastRelease } from '../../rollout/past-release.ts';
import { readYamlValue } from '../../rollout/yaml-value.ts';
import type { Reach } from './reach.ts';
import { configurationRepository } from './strategies/gitops-commit.ts';
import type { RollbackWorld } from './world.ts';

/** Commit of the application that an image was built of: its tag, or what the commit’s message says. */
function commitOf(image: string, message: string): string | null {
  const tag = /(?:^|[:@-])([0-9a-f]{40})$/.exec(image)?.[1];
  return tag ?? /^Source-Commit: ([0-9a-f]{40})$/m.exec(message)?.[1] ?? null;
}

/**
 * The images that a configuration repository named, newest first: each was deployed from there.
 *
 * A release is known by the oldest commit of its time, so that other changes of the file do not make it another one.
 */
export async function* imagesOf(
  world: Pick<RollbackWorld, 'repository' | 'elsewhere'>,
  settings: SettingsOf<'gitops-commit'>,
  reach: Reach,
): AsyncGenerator<PastRelease> {
  const repository = await configurationRepository(world, settings);
  const { branch, file: path, key } = settings;
  let pending: PastRelease | null = null;
  for await (const { sha, message, at } of fileHistory(repository, { branch, file: path })) {
    if (!reach.take('looked')) break;
    const file = await readFileAt(repository, { path, ref: sha });
    const value = file === null ? null : readYamlValue(file.text, key);
    if (value?.kind !== 'value') continue;
    const image = value.value;
    if (pending !== null && pending.image !== image) yield pending;
    pending = { id: sha, sha: commitOf(image, message), image, at, outcome: 'succeeded', link: null };
  }
  if (pending !== null) yield pending;
}
