import { type GitopsPlace, gitopsPlaces } from '../../src/config/gitops-places.ts';
import type { Configuration } from '../../src/config/schema.ts';
import { obeyedConfiguration } from '../configuration/obeyed-configuration.ts';
import { readConfiguration } from '../configuration/read-configuration.ts';
import type { GitHub } from '../events/event.ts';

/** An application whose images stand in a configuration repository. */
export interface Application {
  readonly owner: string;
  readonly repo: string;
  readonly configuration: Configuration;
  readonly places: readonly GitopsPlace[];
}

/**
 * What a repository is to the gate: a configuration repository with its applications, one that cannot be judged (`broken`), one of which
 * nobody knows because its own configuration is broken (`unknown`), or none of ours (`other`).
 */
export type ConfigurationRepository =
  | { readonly kind: 'applications'; readonly applications: readonly Application[] }
  | { readonly kind: 'broken' | 'unknown'; readonly why: string }
  | { readonly kind: 'other' };

interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly now: Date;
}

/** The applications that a configuration names; the repository itself where its own images stand in it. */
function namesOf({ gitops }: Configuration, own: string, itself: readonly GitopsPlace[]): string[] {
  const named = gitops?.applications ?? [];
  return itself.length > 0 && !named.some((name) => name.toLowerCase() === own.toLowerCase())
    ? [...named, own]
    : [...named];
}

async function readApplication(
  github: GitHub,
  name: string,
  { owner, repo, now }: Place,
): Promise<Application | string> {
  const [ownerOf = '', repoOf = ''] = name.split('/');
  const obeyed = await obeyedConfiguration(github, { owner: ownerOf, repo: repoOf, now }).catch((error: unknown) => {
    if (Object(error).status === 404) return { kind: 'lack', message: 'The App is not installed there' } as const;
    throw error;
  });
  if (obeyed.kind === 'lack') return `the configuration of ${name} cannot be read. ${obeyed.message}`;
  const { configuration } = obeyed;
  const places = gitopsPlaces(configuration, name, `${owner}/${repo}`);
  // Nobody learns of an application by naming it: it must name this repository too.
  if (places.length === 0) return `${name} names no environment whose images stand here (environments.….gitops)`;
  return { owner: ownerOf, repo: repoOf, configuration, places };
}

/**
 * Reads whose images stand in a repository, by its default branch and those of the applications: no pull request changes by whom it is judged.
 *
 * @throws the client’s error where GitHub does not answer
 */
export async function readApplications(github: GitHub, place: Place): Promise<ConfigurationRepository> {
  const { loaded } = await readConfiguration(github, place);
  if (loaded === null) return { kind: 'other' };
  if (!loaded.ok) return { kind: 'unknown', why: 'The configuration of this repository is broken' };
  const own = `${place.owner}/${place.repo}`;
  const names = namesOf(loaded.configuration, own, gitopsPlaces(loaded.configuration, own, own));
  if (names.length === 0) return { kind: 'other' };
  const read = await Promise.all(names.map((name) => readApplication(github, name, place)));
  const problems = read.filter((one) => typeof one === 'string');
  if (problems.length > 0) return { kind: 'broken', why: problems.join('; ') };
  return { kind: 'applications', applications: read.filter((one) => typeof one !== 'string') };
}
