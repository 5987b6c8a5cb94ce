import type { Section } from '../../model/profile.ts';
import type { Probed, ProbedSide } from '../probe.ts';
import { allQueries } from './all-queries.ts';
import type { Database } from './database.ts';
import { type DatabaseFailure, databaseFailure, placeOf } from './database-failure.ts';
import { describeCatalogue, sourceName } from './describe-catalogue.ts';
import { readCatalogue } from './read-catalogue.ts';
import { inSession } from './session.ts';

function unavailable({ reason, message }: DatabaseFailure): Section {
  return { status: 'unavailable', reason, message, source: sourceName, convention: null, remarks: [], evidence: [] };
}

/** Reads what a side’s database knows of its data: the planner’s statistics, in one short transaction, without a scan of any table. */
export async function probeData(side: ProbedSide): Promise<Probed> {
  const { environment, database, window, dryRun, progress } = side;
  const nothing = { history: [], window, sections: {}, queries: {} };
  if (database === null) return nothing;
  const place = placeOf(database.url);
  progress(`${environment}: ${dryRun ? 'would read' : 'reading'} the statistics of ${place}`);
  if (dryRun) return { ...nothing, queries: allQueries(environment) };
  return { ...nothing, ...(await read(database)) };
}

async function read(database: Database): Promise<Pick<Probed, 'sections' | 'catalogues'>> {
  try {
    const catalogue = await inSession(database, (session) => readCatalogue(session, database));
    return { sections: { data: describeCatalogue(catalogue, database) }, catalogues: { data: catalogue } };
  } catch (error) {
    return { sections: { data: unavailable(databaseFailure(error, database.url)) } };
  }
}
