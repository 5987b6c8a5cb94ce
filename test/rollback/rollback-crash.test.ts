import { describe, expect, it } from 'vitest';
import { newestRollback } from '../../src/commands/rollback/begin-rollback.ts';
import { rollbackLedger } from '../../src/commands/rollback/ledgers.ts';
import type { RunEnd } from '../../src/commands/rollback/run-rollback.ts';
import { seededRandom } from '../../src/demo/random.ts';
import { rollbackSteps } from '../../src/rollout/rollback-entry.ts';
import { repositoryOn } from '../github/use-repository.ts';
import { hurriedClock } from './hurried-clock.ts';
import { personAt } from './in-process.ts';
import { type Mortal, mortal } from './mortal.ts';
import { type Shop, type StrategyName, strategies, useShop, writesOf } from './shop-history.ts';
import { type Hook, useHook } from './use-hook.ts';

const id = '11111111-2222-4333-8444-555555555555';
const place = { environment: 'production', service: 'shop' };
const allSteps = { watch: '30m' };

interface Scene {
  readonly shop: Shop;
  readonly strategy: StrategyName;
  readonly hook: Hook;
}

async function useScene(strategy: StrategyName): Promise<Scene> {
  const hook = await useHook();
  return { shop: await useShop(strategy, { webhook: hook.url }), strategy, hook };
}

/** Begins a rollback and goes on with it, until it has ended or is killed. */
async function begin({ shop, strategy, hook }: Scene, { world, died }: Mortal): Promise<RunEnd | 'died'> {
  const person = personAt(shop, { strategy, url: hook.url, world, settings: allSteps });
  const work = async () => {
    await person.begin(await person.preview(), { reverts: true, id });
    return person.goOn();
  };
  return Promise.race([work(), died]);
}

/** Somebody else goes on, after every lease that the dead may hold; null where there is nothing to go on with. */
async function goOn({ shop, strategy, hook }: Scene, before: Mortal, mortal: Mortal): Promise<RunEnd | 'died' | null> {
  const clock = hurriedClock(before.world.clock.now().getTime() + 300_000);
  const world = { ...mortal.world, clock };
  const person = personAt(shop, { strategy, url: hook.url, token: 'ghs_installation', world, settings: allSteps });
  if ((await newestRollback(world, place)) === null) return null;
  return Promise.race([person.goOn(), mortal.died]);
}

const asBot = ({ github }: Shop) => repositoryOn(github, 'ghs_installation');

/** What there is in the end, whoever did it. */
function outcome({ shop: { github, good, bad }, hook }: Scene) {
  const { state } = github;
  const config = state.elsewhere['octo/config'];
  const head = config?.commits.get(config.refs.get('refs/heads/main') ?? '');
  const reverted = state.git.commits.get(state.git.refs.get(`refs/heads/tollgate/revert-${id}`) ?? '');
  return {
    deployed: state.deployments.slice(3).map(({ sha, statuses }) => [sha === good, statuses.at(-1)?.state]),
    replaced: state.deployments.find(({ sha }) => sha === bad)?.statuses.at(-1)?.state,
    runs: state.dispatched.map(({ inputs }) => inputs?.['sha'] === good),
    image: config?.trees.get(head?.tree ?? '')?.['shop/values.yaml']?.includes(good),
    pulls: state.pulls.map((pull) => `${pull.repository} ${pull.state}`),
    issues: state.issues.length,
    reverted: state.git.trees.get(reverted?.tree ?? ''),
    records: [...state.git.refs.keys()]
      .filter((ref) => ref.startsWith('refs/tollgate/'))
      .map((ref) => ref.replace(bad, 'BAD'))
      .toSorted(),
    messages: new Set(hook.messages.map(({ headers }) => headers['idempotency-key'])).size,
  };
}

const succeeded = { kind: 'ended', state: { ended: { outcome: 'succeeded' } } };

/** A commit that nothing points to yet; dying after it is dying after the write before it, which was not always one to GitHub. */
const changesNothing = ({ made }: Mortal, write: number) =>
  write > 1 && made[write - 1]?.endsWith('/git/commits') === true && made[write - 2] !== 'elsewhere';

describe('a rollback whose process dies after any write', () => {
  it.each(Object.keys(strategies) as StrategyName[])(
    'ends once and in the same place: %s',
    { timeout: 120_000 },
    async (strategy) => {
      const whole = await useScene(strategy);
      const lasting = mortal(repositoryOn(whole.shop.github));
      expect(await begin(whole, lasting)).toMatchObject(succeeded);
      const writes = lasting.made.length;
      const wanted = outcome(whole);
      // Every step that there is was begun and done; none is missing in what follows.
      const record = await rollbackLedger(asBot(whole.shop)).read(['production', 'shop', '000001']);
      const said = record.kind === 'record' ? record.entries.map(({ value }) => value) : [];
      for (const event of ['started', 'done'] as const) {
        expect(said.flatMap((one) => (one.event === event ? [one.step] : []))).toEqual([...rollbackSteps]);
      }
      expect(writes).toBeGreaterThan(2 * (2 + 2 * rollbackSteps.length));

      for (let write = 1; write <= writes; write += 1) {
        if (changesNothing(lasting, write)) continue;
        const scene = await useScene(strategy);
        const first = mortal(repositoryOn(scene.shop.github), write);
        expect(await begin(scene, first), `write ${write}`).toBe('died');
        const end = await goOn(scene, first, mortal(asBot(scene.shop)));
        // The first write is a commit that nothing points to yet: nothing was begun.
        if (write === 1) {
          expect(end).toBeNull();
          expect(writesOf(scene.shop.github)).toHaveLength(1);
          continue;
        }
        expect(end, `write ${write}`).toMatchObject(succeeded);
        expect(outcome(scene), `write ${write}`).toEqual(wanted);
      }
    },
  );

  it('also where whoever goes on dies too', { timeout: 60_000 }, async () => {
    const random = seededRandom(3);
    const whole = await useScene('deployment');
    const lasting = mortal(repositoryOn(whole.shop.github));
    await begin(whole, lasting);
    const wanted = outcome(whole);
    for (let pair = 0; pair < 8; pair += 1) {
      const scene = await useScene('deployment');
      const first = mortal(repositoryOn(scene.shop.github), 2 + Math.floor(random() * (lasting.made.length - 3)));
      await begin(scene, first);
      const second = mortal(asBot(scene.shop), 1 + Math.floor(random() * 6));
      await goOn(scene, first, second);
      const third = mortal(asBot(scene.shop));
      const later = { ...second, world: { ...second.world, clock: hurriedClock(Date.now() + 3 * 3_600_000) } };
      expect(await goOn(scene, later, third), `pair ${pair}`).toMatchObject(succeeded);
      expect(outcome(scene), `pair ${pair}`).toEqual(wanted);
    }
  });
});
