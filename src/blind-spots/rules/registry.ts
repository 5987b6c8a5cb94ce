import type { Rule } from '../rule.ts';
import { environmentVariables } from './environment-variables.ts';
import { flags } from './flags.ts';
import { infrastructure } from './infrastructure.ts';
import { packages } from './packages.ts';
import { queries } from './queries.ts';
import { routes } from './routes.ts';
import { schemaChanges } from './schema-changes.ts';

/** Every rule, the one with the worst surprises first. */
export const rules: readonly Rule[] = [
  schemaChanges,
  queries,
  environmentVariables,
  routes,
  flags,
  infrastructure,
  packages,
];
