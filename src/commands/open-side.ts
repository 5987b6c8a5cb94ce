import type { Part } from '../model/part.ts';
import type { Subject } from '../model/subject.ts';
import type { Side } from '../probes/collect-profile.ts';
import { createSource } from '../sources/registry.ts';
import { withoutSecrets } from '../sources/without-secrets.ts';
import { databaseOf, wantedDatabase } from './database-of.ts';
import type { LoadedSettings } from './load-settings.ts';
import type { SideSettings } from './sides.ts';

export interface Opening {
  readonly loaded: LoadedSettings;
  readonly subject: Subject;
  readonly history: boolean;
  readonly parts: readonly Part[];
}

/** Opens the source of a side; no secret of the configuration comes back out of it. */
export async function openSide(side: SideSettings, { loaded, subject, history, parts }: Opening): Promise<Side> {
  const { settings, secrets } = loaded;
  const source = withoutSecrets(await createSource(side.metrics, settings.custom ?? []), secrets);
  const { environment, window } = side;
  return { environment, source, database: databaseOf(loaded, environment), window, subject, history, parts };
}

/**
 * A side of which no metrics are wanted, so that no source of them needs to be configured.
 *
 * @throws UsageError where it has no database
 */
export function openWithoutMetrics(environment: string, { loaded, subject, parts }: Opening): Side {
  const database = parts.includes('data') ? wantedDatabase(loaded, environment) : null;
  const window = { kind: 'last', seconds: 3600 } as const;
  return { environment, source: null, database, window, subject, history: false, parts };
}
