import { type PastRelease, versionOf } from './past-release.ts';

/** What somebody wants to go back to. */
export type Wanted =
  | { readonly kind: 'previous' }
  | {
      readonly kind: 'version';
      /** As it was written: a commit, the beginning of one, a tag, an image. */
      readonly text: string;
      /** Commit of the tag of that name; null where there is none. */
      readonly tagged: string | null;
    };

export interface Selecting {
  /** Releases of the environment, newest first: the one that is there, and every one that may be meant. */
  readonly history: readonly PastRelease[];
  readonly wanted: Wanted;
  /** Versions that were rolled back from before: `previous` does not return to them. */
  readonly bad: ReadonlySet<string>;
}

/** Why there is nothing to go back to. */
export const refusals = [
  'nothing-deployed',
  'nothing-before',
  'ambiguous',
  'never-deployed',
  'never-succeeded',
  'already-there',
] as const;

export interface Refusal {
  readonly kind: 'refused';
  readonly why: (typeof refusals)[number];
  readonly message: string;
}

/** What is there, and what to go back to. */
export interface Selection {
  readonly kind: 'selected';
  readonly current: PastRelease;
  readonly target: PastRelease;
}

const refuse = (why: Refusal['why'], message: string): Refusal => ({ kind: 'refused', why, message });
const isGood = ({ outcome }: PastRelease) => outcome === 'succeeded';
const short = (release: PastRelease) =>
  versionOf(release)
    .replace(/^([0-9a-f]{12})[0-9a-f]{28}$/, '$1')
    .slice(0, 200);

function previous({ history, bad }: Selecting, current: PastRelease): Selection | Refusal {
  const target = history.find(
    (one) => isGood(one) && versionOf(one) !== versionOf(current) && !bad.has(versionOf(one)),
  );
  return target === undefined
    ? refuse(
        'nothing-before',
        `nothing that came up before ${short(current)} is left to go back to: name one that was itself rolled back from with --to, or have an administrator force one`,
      )
    : { kind: 'selected', current, target };
}

/** A commit is known by itself or by at least seven of its first digits, an image by all of it or by its digest. */
function isNamed(text: string, { sha, image }: Pick<PastRelease, 'sha' | 'image'>): boolean {
  const word = text.toLowerCase();
  const isCommit = /^[0-9a-f]{7,64}$/.test(word) && sha !== null && sha.startsWith(word);
  return isCommit || image === text || (image !== null && /^sha256:[0-9a-f]{64}$/.test(word) && image.endsWith(word));
}

/** Tells whether a release is one that is asked for; every one may be where the one before is. */
export function isMeant(wanted: Wanted, release: Pick<PastRelease, 'sha' | 'image'>): boolean {
  if (wanted.kind === 'previous') return true;
  return isNamed(wanted.text, release) || (wanted.tagged !== null && release.sha === wanted.tagged);
}

function named(selecting: Selecting, current: PastRelease): Selection | Refusal {
  const { history, wanted } = selecting;
  if (wanted.kind !== 'version') return previous(selecting, current);
  const found = history.filter((one) => isMeant(wanted, one));
  const versions = [...new Set(found.map(versionOf))];
  if (versions.length > 1)
    return refuse('ambiguous', `it may mean ${versions.map((one) => one.slice(0, 40)).join(' or ')}; give all digits`);
  if (found.length === 0)
    return refuse(
      'never-deployed',
      'it was never deployed there; what never came up there takes an administrator’s --force',
    );
  const target = found.find(isGood);
  if (target === undefined)
    return refuse('never-succeeded', 'it was deployed there, and never came up; that takes an administrator’s --force');
  return versionOf(target) === versionOf(current) && isGood(current)
    ? refuse('already-there', `${short(current)} is what was deployed last`)
    : { kind: 'selected', current, target };
}

/**
 * Chooses what to go back to: only what once came up in that environment.
 *
 * What was deployed last is what is there, also where it failed: that is what people want to get rid of.
 *
 * @example selectTarget({ history: [], wanted: { kind: 'previous' }, bad: new Set() }).kind // 'refused'
 */
export function selectTarget(selecting: Selecting): Selection | Refusal {
  const [current] = selecting.history;
  if (current === undefined) return refuse('nothing-deployed', 'nothing was ever deployed there');
  return selecting.wanted.kind === 'previous' ? previous(selecting, current) : named(selecting, current);
}
