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

/** Turns a service's settings into what the judge needs: the defaults of the question, overridden by what is configured. */
export function policyFrom(settings: Settings, question: 'fidelity' | 'release', baseline: Baseline | null): Policy {
  return {
    question,
    rules: rulesFrom(settings, question),
    minimumBad: defaults.minimumBad[question],
    takeOutCommonFactor: question === 'fidelity',
    minimumLoadSeconds: settings.minimumLoad ?? defaults.minimumLoadSeconds,
    rareRouteShare: defaults.rareRouteShare,
    requiredShare: defaults.requiredShare,
    scale: settings.scale ?? {},
    required: settings.required ?? defaults.required,
    expected: settings.expected ?? [],
    waivers: settings.waivers ?? [],
    baseline,
    ignoredRoutes: settings.routes?.ignore ?? [],
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
