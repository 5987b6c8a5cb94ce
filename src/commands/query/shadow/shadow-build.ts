import { dirname } from 'node:path';
import { diskUse } from '../../../plan-shadow/server/disk-use.ts';
import { relationUse } from '../../../plan-shadow/server/relation-use.ts';
import { finishBase, loadBase } from '../../../plan-shadow/shadow/build-shadow.ts';
import type { Shadow } from '../../../plan-shadow/shadow/shadow.ts';
import { limitsOf } from './limits-of.ts';
import { programsFor, type ServerChoice, withShadow } from './open.ts';
import { readProduction } from './production.ts';
import { sqlFiles } from './sql-files.ts';

export interface ShadowBuildRequest extends ServerChoice {
  readonly profile: string;
  /** File or folder of the schema. */
  readonly schema: string;
  /** What is done while the shadow stands; it is gone afterwards. */
  readonly meanwhile: (shadow: Shadow, built: BuiltShadow) => Promise<void>;
}

/** What came of building a shadow. */
export interface BuiltShadow {
  readonly version: string;
  readonly tables: number;
  readonly indexes: number;
  /** What tables and indexes seem to take, and what they take. */
  readonly seemingBytes: number;
  readonly relationBytes: number;
  /** The whole server with its catalogues. */
  readonly serverBytes: number;
  readonly seconds: number;
  /** Indexes of the schema that production lacks. */
  readonly missingIndexes: readonly string[];
  readonly limits: readonly string[];
}

/** The database in which production is rebuilt. */
export const productionDatabase = 'production';

type Counted = Omit<BuiltShadow, 'version' | 'seconds'>;

async function build(shadow: Shadow, { schema: path }: ShadowBuildRequest): Promise<Counted> {
  const base = await loadBase(shadow, { name: productionDatabase, schema: await sqlFiles(path, dirname(path)) });
  const { targets } = await finishBase(shadow, base);
  const files = targets.filter(({ relation }) => relation.path !== null);
  const paths = files.flatMap(({ relation }) => relation.path ?? []);
  return {
    tables: files.filter(({ known }) => !known.isIndex).length,
    indexes: files.filter(({ known }) => known.isIndex).length,
    seemingBytes: files.reduce((sum, { known }) => sum + known.pages, 0) * shadow.catalogue.server.blockSize,
    relationBytes: await relationUse(shadow.server.data, paths),
    serverBytes: diskUse(shadow.server.data),
    missingIndexes: base.missingIndexes.map(({ table, name }) => `${table}.${name}`),
    limits: limitsOf(shadow, base),
  };
}

/**
 * Builds a shadow of production from its profile and a schema, to see that it can be done, and what it cannot reproduce.
 *
 * @returns why it would say nothing where there is only another major version of PostgreSQL
 */
export async function shadowBuild(
  request: ShadowBuildRequest,
): Promise<{ readonly ok: true; readonly built: BuiltShadow } | { readonly ok: false; readonly message: string }> {
  const { catalogue } = await readProduction(request.profile);
  const found = await programsFor(catalogue, request);
  if (!found.ok) return found;
  const start = performance.now();
  return withShadow(found.programs, catalogue, async (shadow) => {
    const counted = await build(shadow, request);
    const seconds = (performance.now() - start) / 1000;
    const built = { version: found.programs.version, ...counted, seconds };
    await request.meanwhile(shadow, built);
    return { ok: true, built };
  });
}
