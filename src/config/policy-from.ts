import type { Part } from '../model/part.ts';
import { type Baseline, type CheckName, checks, type Policy, type Rule } from '../model/policy.ts';
import { defaults } from './defaults.ts';
import type { Limits, Settings } from './schema.ts';

/** Latency limits are written in milliseconds and judged in seconds. */
const unitsPerSecond = 1000;

function withLimits(name: CheckName, rule: Rule, limits: Limits | undefined): Rule {
  if (limits === undefined) return rule;
  const scale = checks[name] === 'latency' && name !== 'rank-correlation' ? unitsPerSecond : 1;
  return {
    relative: limits.tolerance ?? rule.relative,
    absolute: limits.absolute === undefined ? rule.absolute : limits.absolute / scale,
    direction: limits.direction ?? rule.direction,
    severity: limits.severity ?? rule.severity,
    minimum: limits.minimum ?? rule.minimum,
  };
}

function rulesFrom(settings: Settings, question: 'fidelity' | 'release'): Policy['rules'] {
  const own = new Map(Object.entries(settings.checks ?? {}));
  const rules: Record<CheckName, Rule> = { ...defaults.rules[question] };
  for (const name of Object.keys(checks) as CheckName[]) {
    const rule = rules[name];
    const isQuantile = name === 'p50' || name === 'p95' || name === 'p99';
    const general = isQuantile && settings.tolerance !== undefined ? { ...rule, relative: settings.tolerance } : rule;
    rules[name] = withLimits(name, general, own.get(name));
  }
  return rules;
}

/** Databases belong to environments, not to builds: they are compared where both are named. */
function partsFrom({ data }: Settings, question: 'fidelity' | 'release'): Part[] {
  const hasBoth = data?.production !== undefined && data.staging !== undefined;
  return question === 'fidelity' && hasBoth ? ['behaviour', 'data'] : ['behaviour'];
}

/** What is left out, and which ratios are meant. */
function extentFrom({ scale, routes, data }: Settings): Pick<Policy, 'scale' | 'ignoredRoutes' | 'ignoredTables'> {
  return { scale: scale ?? {}, ignoredRoutes: routes?.ignore ?? [], ignoredTables: data?.ignore ?? [] };
}

/** Turns a service's settings into what the judge needs: the defaults of the question, overridden by what is configured. */
export function policyFrom(settings: Settings, question: 'fidelity' | 'release', baseline: Baseline | null): Policy {
  const parts = partsFrom(settings, question);
  return {
    question,
    parts,
    rules: rulesFrom(settings, question),
    minimumBad: defaults.minimumBad[question],
    takeOutCommonFactor: question === 'fidelity',
    minimumLoadSeconds: settings.minimumLoad ?? defaults.minimumLoadSeconds,
    rareRouteShare: defaults.rareRouteShare,
    requiredShare: defaults.requiredShare,
    required: settings.required ?? parts.flatMap((part) => defaults.required[part]),
    expected: settings.expected ?? [],
    waivers: settings.waivers ?? [],
    baseline,
    ...extentFrom(settings),
    custom: (settings.custom ?? []).map(({ name, unit, tolerance, absolute, direction, severity }) => ({
      name,
      unit,
      relative: tolerance,
      absolute,
      direction,
      severity,
    })),
  };
}
