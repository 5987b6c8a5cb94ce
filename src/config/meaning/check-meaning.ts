import type { Mistake } from '../mistake.ts';
import type { Tree } from '../tree.ts';
import { checkCanary } from './check-canary.ts';
import { checkCustomNames } from './check-custom-names.ts';
import { checkDatabases } from './check-databases.ts';
import { checkEnvironments } from './check-environments.ts';
import { checkMetrics } from './check-metrics.ts';
import { checkNames } from './check-names.ts';
import { checkRequired } from './check-required.ts';
import { checkWaivers } from './check-waivers.ts';
import { checkWindows } from './check-windows.ts';
import type { Known } from './meaning-check.ts';

const checks = [
  checkMetrics,
  checkEnvironments,
  checkDatabases,
  checkWindows,
  checkCustomNames,
  checkCanary,
  checkNames,
  checkRequired,
  checkWaivers,
];

/** Everything that is wrong with what the settings of one service mean. */
export function checkMeaning(settings: Tree, known: Known): Mistake[] {
  return checks.flatMap((check) => check(settings, known));
}
