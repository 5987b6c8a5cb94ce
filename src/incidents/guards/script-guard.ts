import type { Dimension } from '../../model/dimension.ts';
import type { IncidentFacts } from '../incident-facts.ts';
import type { Guard, GuardContext } from './guard.ts';
import { guardFileName, headerLines } from './header-lines.ts';
import type { Load } from './load-of.ts';
import { scriptText } from './script-text.ts';
import { commonImports, commonText } from './scripts/common-text.ts';

/** What one class’s script is made of. */
export interface ScriptParts {
  readonly facts: IncidentFacts;
  readonly context: GuardContext;
  readonly load: Load;
  readonly why: string;
  readonly assumed: readonly string[];
  readonly dimensions: readonly Dimension[];
  /** Laid over the settings that every script has. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** Further lines on how to run it. */
  readonly run?: readonly string[];
}

const execImport = `import exec from 'k6/execution';`;

/** Share of bad requests that is no failure of the guard: less than any incident, more than a hiccup. */
const tolerated = 0.05;
/** Fewer requests say nothing. */
const least = 20;

/** A guard that is a script of k6. */
export function scriptGuard(parts: ScriptParts): Guard {
  const { facts, context, load, why, body } = parts;
  const assumed = [...load.assumed, ...load.assumedLimit, ...parts.assumed];
  const path = guardFileName(facts, 'js');
  const run = [
    `Run: BASE_URL=https://staging.example.com k6 run ${path}`,
    '  STAGING_HOST=HOST where the name does not say that it is staging; AUTHORIZATION for that header; DURATION=30s for a try',
    ...(parts.run ?? []),
  ];
  const settings = {
    incident: facts.id,
    class: facts.class,
    request: load.request,
    values: ['1'],
    limit: load.limit,
    timeout: `${load.limit * 2}ms`,
    tolerated,
    least,
    productionHosts: context.productionHosts.map((host) => host.toLowerCase()),
    ...parts.settings,
  };
  const needsExec = body.includes('exec.');
  const text = scriptText({
    header: headerLines(facts, { why, assumed, run }),
    imports: needsExec ? [execImport, ...commonImports] : commonImports,
    settings,
    body: [commonText, body],
  });
  return { kind: 'k6', files: [{ path, text }], why, dimensions: parts.dimensions, assumed };
}
