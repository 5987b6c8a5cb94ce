import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { newestRollback } from '../../src/commands/rollback/begin-rollback.ts';
import { rollbackLedger } from '../../src/commands/rollback/ledgers.ts';
import { runRollback } from '../../src/commands/rollback/run-rollback.ts';
import { sendOutWhere } from '../../src/commands/rollback/send-out.ts';
import { Rollback } from '../../src/config/rollback-schema.ts';
import type { Clock } from '../../src/model/ports.ts';
import { repositoryOn } from '../github/use-repository.ts';
import { cliBundle } from '../process/run-cli.ts';
import { type Shop, type StrategyName, useShop, writesOf } from './shop-history.ts';
import { useHook } from './use-hook.ts';

/** Minutes pass as soon as somebody waits for them; it starts after every lease that a killed process may hold. */
function hurriedClock(): Clock {
  let now = Date.now() + 300_000;
  return {
    now: () => new Date(now),
    until: async (instant) => {
      now = Math.max(now, instant.getTime());
    },
  };
}

const settingsOf: Record<StrategyName, object> = {
  deployment: { strategy: 'deployment' },
  'workflow-dispatch': {
    strategy: 'workflow-dispatch',
    workflow: 'deploy.yml',
    inputs: { sha: '{sha}', name: 'Rollback {id}' },
  },
  'gitops-commit': { strategy: 'gitops-commit', repository: 'octo/config', file: 'shop/values.yaml', key: 'image.tag' },
  'gitops-pull': {
    strategy: 'gitops-commit',
    repository: 'octo/config',
    file: 'shop/values.yaml',
    key: 'image.tag',
    'pull-request': true,
  },
  webhook: { strategy: 'webhook', secret: 'a secret of the tests only' },
};

/** What goes on with a rollback that somebody left: the bot does the same. */
async function adopt(shop: Shop, strategy: StrategyName, url: string) {
  const repository = repositoryOn(shop.github, 'ghs_installation');
  const world = {
    repository,
    elsewhere: async () => ({ ...repository, repo: 'config' }),
    clock: hurriedClock(),
    sendOut: sendOutWhere(() => null),
  };
  const newest = await newestRollback(world, { environment: 'production', service: 'shop' });
  if (newest === null) return null;
  return runRollback({
    ledger: rollbackLedger(repository),
    key: newest.key,
    holder: 'adopter',
    world,
    settings: Rollback.parse({ watch: 'none', ...settingsOf[strategy], ...(strategy === 'webhook' ? { url } : {}) }),
    signal: new AbortController().signal,
    progress: () => {},
    stays: true,
    changed: async () => {},
  });
}

/** Writes after which it is killed: a commit that nothing points to yet changes nothing, but tells that a webhook was sent. */
const visible = ({ github, sendsOut }: Shop) =>
  writesOf(github).filter((one) => sendsOut || !one.startsWith('git/create-commit')).length;

/** Starts a rollback and kills it right after GitHub has done the write with that number, before it hears of it. */
async function killedAfter(shop: Shop, write: number): Promise<boolean> {
  const child = spawn(process.execPath, [cliBundle, 'rollback', 'production', '--yes'], {
    cwd: shop.folder,
    env: { PATH: process.env['PATH'], HOME: shop.folder, ...shop.env },
    stdio: 'ignore',
  });
  let isKilled = false;
  shop.github.afterwards = () => {
    if (isKilled || visible(shop) < write) return false;
    isKilled = true;
    child.kill('SIGKILL');
    return true;
  };
  await once(child, 'exit');
  shop.github.afterwards = () => false;
  return isKilled;
}

/** Starting a process costs more than what it does: several are killed side by side. */
const atOnce = 4;

async function inParallel(numbers: readonly number[], run: (number: number) => Promise<void>): Promise<void> {
  const left = [...numbers];
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** What there is in the end, whoever did it. */
function outcome({ github, good, bad }: Shop) {
  const { state } = github;
  const config = state.elsewhere['octo/config'];
  const head = config?.commits.get(config.refs.get('refs/heads/main') ?? '');
  return {
    deployed: state.deployments.slice(3).map(({ sha, statuses }) => [sha === good, statuses.at(-1)?.state]),
    replaced: state.deployments.find(({ sha }) => sha === bad)?.statuses.at(-1)?.state,
    runs: state.dispatched.map(({ inputs }) => inputs?.['sha'] === good),
    image: config?.trees.get(head?.tree ?? '')?.['shop/values.yaml']?.includes(good),
    pulls: state.pulls.map(({ state: pull }) => pull),
    records: [...state.git.refs.keys()].filter((ref) => ref.startsWith('refs/tollgate/')).toSorted(),
  };
}

describe('kill -9 at every step', () => {
  it.each<StrategyName>(['deployment', 'workflow-dispatch', 'gitops-commit', 'gitops-pull', 'webhook'])(
    'ends once and in the same place: %s',
    { timeout: 120_000 },
    async (strategy) => {
      const hook = await useHook();
      const whole = await useShop(strategy, { webhook: hook.url });
      expect(await whole.cli('production', '--yes')).toMatchObject({ code: 0 });
      const writes = visible(whole);
      // The beginning and the end, every step before and after, the list of bad ones, and what it is all about.
      expect(writes).toBeGreaterThanOrEqual(11);
      const wanted = outcome(whole);
      const id = (JSON.parse(hook.messages[0]?.body ?? '{}') as { id?: string }).id;
      expect(hook.messages).toHaveLength(id === undefined ? 0 : 1);
      // Before its record there is nothing to go on with.
      const first = whole.sendsOut ? 2 : 1;
      const numbers = Array.from({ length: writes - first + 1 }, (_, index) => first + index);
      await inParallel(numbers, async (write) => {
        const own = await useHook();
        const shop = await useShop(strategy, { webhook: own.url });
        expect(await killedAfter(shop, write)).toBe(true);
        const end = await adopt(shop, strategy, own.url);
        expect(end, `after write ${write}`).toMatchObject({
          kind: 'ended',
          state: { ended: { outcome: 'succeeded' } },
        });
        expect(outcome(shop), `after write ${write}`).toEqual(
          Object.assign({ ...wanted }, { records: wanted.records.map((ref) => ref.replace(whole.bad, shop.bad)) }),
        );
        const ids = new Set(own.messages.map(({ headers }) => headers['idempotency-key']));
        expect(ids.size, `messages after write ${write}`).toBe(strategy === 'webhook' ? 1 : 0);
      });
    },
  );
});
