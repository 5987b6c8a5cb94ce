import { gateOf } from '../../src/config/gate-of.ts';
import type { GitopsPlace } from '../../src/config/gitops-places.ts';
import { commitNamed } from '../../src/github/commits.ts';
import { evidencePort } from '../../src/github/evidence-port.ts';
import type { ChangedImage } from '../../src/gitops/image-reference.ts';
import type { ImageWord } from '../../src/gitops/judged-image.ts';
import { worstAnswer } from '../../src/gitops/judged-image.ts';
import type { BotEvent } from '../events/event.ts';
import { decideAsBot } from '../gate/decide-as-bot.ts';
import { shasOfDigest } from '../store/validations.ts';
import type { Application } from './read-applications.ts';

/** An image at a place, and since when it is asked about. */
export interface AskedImage {
  readonly application: Application;
  readonly place: GitopsPlace;
  readonly image: ChangedImage;
  readonly askedAt: Date;
}

const refused = (why: string): ImageWord => ({ kind: 'refused', why });
/** A tag that is a whole commit, or ends in one. */
const commitTag = /(?:^|[-_.])([0-9a-f]{40})$/;

/** Commits that an image was built of, or why nobody knows. */
async function commitsOf(
  event: BotEvent,
  { application, image }: AskedImage,
  service: string,
): Promise<string[] | string> {
  const { owner, repo } = application;
  if (image.digest !== null) {
    const shas = await shasOfDigest(event.store, { repository: `${owner}/${repo}`, service, digest: image.digest });
    return shas.length > 0 ? shas : `this digest was never seen: no trusted report about ${service} names it`;
  }
  const sha = commitTag.exec(image.tag ?? '')?.[1];
  if (sha === undefined)
    return 'this names no digest, so that nobody can know what will run; pin the image by its digest';
  // A digest is what it is, whoever keeps it; a tag is what the keeper of that name says.
  if (image.isNewName)
    return 'a tag counts only for an image that stands in this file already; pin the image by its digest';
  const repository = { client: await event.github(), owner, repo };
  const isKnown =
    (await commitNamed(repository, sha)) === sha && (await evidencePort(repository).isOnDefaultBranch(sha));
  return isKnown ? [sha] : `its tag names no commit of the default branch of ${owner}/${repo}`;
}

/**
 * Decides about one image that a change would deploy: by the gate of its environment, and of every commit that it may have been built of.
 *
 * Of which commit a digest is, only trusted reports say. A tag that is a commit counts for that commit, and for no digest.
 *
 * @throws the error of GitHub, or of the store, where one does not answer
 */
export async function judgeImage(event: BotEvent, asked: AskedImage): Promise<ImageWord> {
  const { application, place, image, askedAt } = asked;
  if (image.name !== null && place.others.includes(image.name)) return { kind: 'of-others' };
  const { owner, repo, configuration } = application;
  const configured = gateOf(configuration, place.environment, place.service);
  if (!configured.ok) return refused(configured.message);
  const shas = await commitsOf(event, asked, configured.service);
  if (typeof shas === 'string') return refused(shas);
  const { store, log, now } = event;
  const looking = {
    client: await event.github(),
    owner,
    repo,
    store,
    log,
    login: await event.login(),
    configuration,
    now,
  };
  const about = { environment: place.environment, digest: image.digest, runId: null, runEvent: null, askedAt };
  const answers = await Promise.all(shas.map((sha) => decideAsBot(looking, { ...about, sha }, configured)));
  return { kind: 'decided', answer: worstAnswer(answers) };
}
