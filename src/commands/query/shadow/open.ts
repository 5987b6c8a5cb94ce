import type { DataCatalogue } from '../../../model/sections/data.ts';
import { findServer, howToInstall, type ServerPrograms } from '../../../plan-shadow/server/find-server.ts';
import { withServer } from '../../../plan-shadow/server/with-server.ts';
import { openShadow } from '../../../plan-shadow/shadow/build-shadow.ts';
import type { Shadow } from '../../../plan-shadow/shadow/shadow.ts';

/** Which server makes the shadow. */
export interface ServerChoice {
  /** Folder of PostgreSQL's programs; undefined: what is installed. */
  readonly bin: string | undefined;
  readonly progress: (message: string) => void;
}

/** Programs of production's major version, or why another one would say nothing. */
export type Programs =
  | { readonly ok: true; readonly programs: ServerPrograms }
  | { readonly ok: false; readonly message: string };

/** Finds the programs that a shadow of a database needs. */
export async function programsFor({ server }: DataCatalogue, { bin }: ServerChoice): Promise<Programs> {
  const programs = await findServer(bin, server.major);
  if (programs.major === server.major) return { ok: true, programs };
  return {
    ok: false,
    message: `production runs PostgreSQL ${server.major}, and here is only ${programs.version} (${programs.bin}), which plans by other rules. ${howToInstall(server.major)}`,
  };
}

/** Does work with a shadow of a database, of which nothing is left afterwards. */
export function withShadow<T>(
  programs: ServerPrograms,
  catalogue: DataCatalogue,
  work: (shadow: Shadow) => Promise<T>,
): Promise<T> {
  return withServer(programs, async (server) => work(await openShadow(server, catalogue)));
}
