// The title comes from the caller.
/* oxlint-disable vitest/valid-title */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { StoreSettings } from '../../bot/settings.ts';
import { describeWithPostgres } from '../postgres-server/describe-with-postgres.ts';
import { usePostgres } from '../postgres-server/use-postgres.ts';
import { embeddedTemplate } from './embedded-template.ts';

/** Gives a store that is empty; every call another one. */
type FreshStore = () => Promise<StoreSettings>;

/** Tests on the embedded store, for what does not depend on the kind of store. */
export function describeOnEmbeddedStore(name: string, tests: (fresh: FreshStore) => void): void {
  describe(name, () => {
    const root = mkdtempSync(join(tmpdir(), 'tollgate-bot-'));
    let made = 0;
    let template = '';
    beforeAll(async () => {
      template = await embeddedTemplate();
    });
    afterAll(() => rmSync(root, { recursive: true }));
    tests(async () => {
      const folder = join(root, String((made += 1)));
      cpSync(template, folder, { recursive: true });
      return { kind: 'embedded', folder, isCareless: true };
    });
  });
}

/** Tests on a real PostgreSQL server, for what only several replicas can do, or a server that goes away. */
export function describeOnPostgres(name: string, tests: (fresh: FreshStore) => void): void {
  describeWithPostgres(name, [15], (version) => {
    const server = usePostgres({ version }, async () => {});
    let made = 0;
    tests(async () => {
      const database = await server().createDatabase(`bot_${(made += 1)}`);
      return { kind: 'postgres', url: server().url(database) };
    });
  });
}

/** The same tests on both kinds of store: the embedded one in a folder, and a real PostgreSQL server. */
export function describeOnStores(name: string, tests: (fresh: FreshStore) => void): void {
  describeOnEmbeddedStore(`${name} (embedded)`, tests);
  describeOnPostgres(name, tests);
}
