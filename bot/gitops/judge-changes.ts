import { type ChangedFiles, changedFiles } from '../../src/github/changed-files.ts';
import type { GitHubRepository } from '../../src/github/client.ts';
import type { ChangedText } from '../../src/gitops/changed-images.ts';
import { changedImages } from '../../src/gitops/changed-images.ts';
import type { JudgedImage } from '../../src/gitops/judged-image.ts';
import { liesIn } from '../../src/gitops/lies-in.ts';
import type { BotEvent } from '../events/event.ts';
import { type AskedImage, judgeImage } from './judge-image.ts';
import { type ConfigurationPull, ownRollback } from './own-rollback.ts';
import type { Application, ConfigurationRepository } from './read-applications.ts';

/** A change of a configuration repository. */
export interface AskedChange {
  /** Commit or branch that it goes into, and its newest commit. */
  readonly base: string;
  readonly head: string;
  /** Null for a merge queue’s commit. */
  readonly pull: ConfigurationPull | null;
  readonly askedAt: Date;
}

/** What a change would deploy; or why that cannot be judged (`broken`), or need not be (`other`). */
export type JudgedChange =
  | { readonly kind: 'judged'; readonly applications: readonly string[]; readonly images: readonly JudgedImage[] }
  | { readonly kind: 'broken'; readonly why: string }
  | { readonly kind: 'other' };

/** More are no change that anybody looks at. */
const mostImages = 40;

/** An image, where it stands, and whose it is. */
interface Found extends Omit<AskedImage, 'askedAt'> {
  readonly path: string;
}

function imagesOf(application: Application, files: readonly ChangedText[]): Found[] {
  return application.places.flatMap((place) =>
    files
      .filter(({ path }) => liesIn(path, place.paths))
      .flatMap((file) => changedImages(file).map((image) => ({ application, place, image, path: file.path }))),
  );
}

async function textsOf(changed: ChangedFiles, applications: readonly Application[]): Promise<ChangedText[]> {
  const places = applications.flatMap((application) => application.places);
  const gated = changed.paths.filter((path) => places.some(({ paths }) => liesIn(path, paths)));
  return Promise.all(gated.map(async (path) => ({ path, ...(await changed.textsOf(path)) })));
}

interface Judging {
  readonly event: BotEvent;
  readonly repository: GitHubRepository;
  readonly asked: AskedChange;
}

/** Every image of a change, with what is said of it. */
async function judgeAll(
  { event, repository, asked }: Judging,
  applications: readonly Application[],
  changed: ChangedFiles,
): Promise<JudgedImage[] | string> {
  const files = await textsOf(changed, applications);
  const found = applications.flatMap((application) => imagesOf(application, files));
  if (found.length > mostImages)
    return `it changes ${found.length} images, and at most ${mostImages} are judged at once; split it`;
  const rollbacks = new Map<Application, string | null>();
  // A way back comes first; it changes nothing else, so every other path counts against it.
  const { pull, askedAt } = asked;
  if (pull !== null && changed.paths.length === 1) {
    for (const application of new Set(found.map((one) => one.application))) {
      rollbacks.set(application, await ownRollback(event, application, { repository, pull, files }));
    }
  }
  return Promise.all(
    found.map(async ({ path, ...one }) => {
      const { owner, repo } = one.application;
      const id = rollbacks.get(one.application) ?? null;
      const word = id === null ? await judgeImage(event, { ...one, askedAt }) : ({ kind: 'rollback', id } as const);
      const { image, place } = one;
      return { application: `${owner}/${repo}`, environment: place.environment, path, image, word };
    }),
  );
}

/**
 * Judges the images that a change of a configuration repository would deploy, by the same decision as at every other door.
 *
 * @throws the error of GitHub, or of the store, where one does not answer
 */
export async function judgeChanges(
  event: BotEvent,
  read: ConfigurationRepository,
  asked: AskedChange,
): Promise<JudgedChange> {
  if (event.repository === null || read.kind === 'other') return { kind: 'other' };
  if (read.kind !== 'applications') return { kind: 'broken', why: read.why };
  const { applications } = read;
  const repository = { client: await event.github(), ...event.repository };
  const changed = await changedFiles(repository, asked);
  if ('why' in changed) return { kind: 'broken', why: changed.why };
  const images = await judgeAll({ event, repository, asked }, applications, changed);
  if (typeof images === 'string') return { kind: 'broken', why: images };
  return { kind: 'judged', applications: applications.map(({ owner, repo }) => `${owner}/${repo}`), images };
}
