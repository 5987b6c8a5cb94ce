import type { PastRelease } from './past-release.ts';
import type { RollbackState } from './rollback-state.ts';

/** What a rollback put there, as a release of its own. */
function releaseBy({ plan, done, begunAt, ended }: RollbackState): PastRelease {
  const up = done.get('follow')?.at;
  const isOver = ended?.outcome === 'failed';
  return {
    id: plan.id,
    sha: plan.to.sha,
    image: plan.to.image,
    at: up ?? begunAt,
    outcome: isOver ? 'failed' : up === undefined || ended?.outcome === 'inconclusive' ? 'unfinished' : 'succeeded',
    link: null,
  };
}

function isWithin({ begunAt, done, ended }: RollbackState, at: Date): boolean {
  const end = done.get('follow')?.at ?? ended?.at;
  return at >= begunAt && (end === undefined || at <= end);
}

/** Whether it asked for anything at all. */
const didAct = ({ done, open }: RollbackState) => done.has('act') || open?.step === 'act';

/**
 * A history in which rollbacks stand for what they put there.
 *
 * A workflow that is started on the default branch deploys the old commit, and GitHub writes down the branch’s newest one: such
 * deployments, made while a rollback ran, are replaced by the rollback.
 *
 * @param releases newest first
 * @param rollbacks newest first
 */
export async function* withRollbacks(
  releases: AsyncIterable<PastRelease>,
  rollbacks: readonly RollbackState[],
): AsyncGenerator<PastRelease> {
  const left = rollbacks.filter(didAct);
  for await (const release of releases) {
    for (let next = left[0]; next !== undefined && next.begunAt > release.at; next = left[0]) {
      yield releaseBy(next);
      left.shift();
    }
    if (left[0] === undefined || !isWithin(left[0], release.at)) yield release;
  }
  yield* left.map(releaseBy);
}
