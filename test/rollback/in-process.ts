import { beginRollback, newestRollback } from '../../src/commands/rollback/begin-rollback.ts';
import { type Numbered, rollbackLedger } from '../../src/commands/rollback/ledgers.ts';
import { planRollback, type RollbackPreview } from '../../src/commands/rollback/plan-rollback.ts';
import { type RunEnd, runRollback } from '../../src/commands/rollback/run-rollback.ts';
import { sendOutWhere } from '../../src/commands/rollback/send-out.ts';
import { vouchFor } from '../../src/commands/rollback/vouch.ts';
import type { RollbackWorld } from '../../src/commands/rollback/world.ts';
import { Rollback } from '../../src/config/rollback-schema.ts';
import { repositoryOn } from '../github/use-repository.ts';
import { hurriedClock } from './hurried-clock.ts';
import type { Shop, StrategyName } from './shop-history.ts';

const place = { environment: 'production', service: 'shop' };
const gitops = { strategy: 'gitops-commit', repository: 'octo/config', file: 'shop/values.yaml', key: 'image.tag' };
const dispatch = { workflow: 'deploy.yml', inputs: { sha: '{sha}', name: 'Rollback {id}' } };

const settingsOf: Record<StrategyName, object> = {
  deployment: { strategy: 'deployment' },
  'workflow-dispatch': { strategy: 'workflow-dispatch', ...dispatch },
  'gitops-commit': gitops,
  'gitops-pull': { ...gitops, 'pull-request': true },
  webhook: { strategy: 'webhook', secret: 'a secret of the tests only' },
};

/** What is not as usual. */
interface Unusual {
  readonly strategy?: StrategyName;
  /** The webhook’s address. */
  readonly url?: string;
  readonly token?: string;
  readonly world?: Partial<RollbackWorld>;
  readonly settings?: object;
}

/** A rollback as a laptop or the bot does it, in this process: whoever goes on with it has its own clock, in which minutes pass at once. */
export interface Person {
  readonly world: RollbackWorld;
  readonly preview: (to?: string, force?: boolean) => Promise<RollbackPreview>;
  /** Begins what was shown, with a word of one’s own. */
  readonly begin: (preview: RollbackPreview, wish?: { reverts?: boolean; id?: string }) => Promise<Numbered>;
  /** Goes on with the newest one. */
  readonly goOn: () => Promise<RunEnd>;
}

export function personAt(shop: Shop, unusual: Unusual = {}): Person {
  const { strategy = 'deployment', url, token = 'ghp_laptop' } = unusual;
  const repository = unusual.world?.repository ?? repositoryOn(shop.github, token);
  const login = shop.github.state.accounts.get(token) ?? '';
  const world: RollbackWorld = {
    repository,
    elsewhere: async (name) => ({ ...repository, repo: name.split('/')[1] ?? '' }),
    login: async () => login,
    clock: hurriedClock(),
    sendOut: sendOutWhere(() => null),
    ...unusual.world,
  };
  const settings = Rollback.parse({
    watch: 'none',
    ...settingsOf[strategy],
    ...(strategy === 'webhook' ? { url } : {}),
    ...unusual.settings,
  });
  return {
    world,
    preview: (to = 'previous', force = false) => planRollback({ world, ...place, settings, to, force }),
    async begin(preview, { reverts = false, id = crypto.randomUUID() } = {}) {
      const wish = { id, ...place, by: login, reason: '', origin: 'cli', issue: null, reverts } as const;
      const begun = await beginRollback(world, wish, { preview, settings });
      await vouchFor(repository, begun, login);
      return begun;
    },
    async goOn() {
      const newest = await newestRollback(world, place);
      if (newest === null) throw new Error('there is none');
      return runRollback({
        ledger: rollbackLedger(repository),
        key: newest.key,
        holder: crypto.randomUUID(),
        world,
        settings,
        signal: new AbortController().signal,
        progress: () => {},
        stays: true,
        changed: async () => {},
      });
    },
  };
}
