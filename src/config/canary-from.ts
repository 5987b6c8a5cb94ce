import type { CanaryPlan, Planned, PlannedMetric } from '../canary/canary-plan.ts';
import { routeKey } from '../model/route.ts';
import { type CanaryRule, canaryDefaults } from './canary-defaults.ts';
import { type CanaryCheck, type CanaryCustom, canaryChecks } from './canary-schema.ts';
import type { Settings } from './schema.ts';

type Canary = NonNullable<Settings['canary']>;

/** What a service’s settings say about its canary, with the defaults filled in. */
export type CanaryRules = Pick<CanaryPlan, 'judge' | 'interval' | 'expectedShare' | 'metrics'> & {
  /** How long after a look it is read, in seconds. */
  readonly lag: number;
  /** How long is watched on after a pass, in seconds. */
  readonly bake: number;
};

/** The default of a check; errors of a critical service are held tight. */
function defaultOf({ critical }: Canary, check: CanaryCheck): CanaryRule {
  const rule = canaryDefaults.rules[check];
  return check === 'errors' && critical === true ? { ...rule, ...canaryDefaults.errors.critical } : rule;
}

/** The rule of one check: the default, with what is configured on top. */
function ruleOf(canary: Canary, check: CanaryCheck): CanaryRule & { weight: number } {
  const rule = defaultOf(canary, check);
  const { tolerance, absolute, severity, weight = 1 } = canary.checks?.[check] ?? {};
  const blocking = severity === undefined ? rule.blocking : severity === 'block';
  return {
    relative: tolerance ?? rule.relative,
    absolute: absolute ?? rule.absolute,
    blocking,
    required: blocking && rule.required,
    weight,
  };
}

const measuresOf: Readonly<Record<CanaryCheck, readonly string[]>> = {
  errors: ['errors'],
  latency: ['latency'],
  p99: ['latency'],
  restarts: ['restarts/kubernetes', 'restarts/counters'],
  'oom-kills': ['oom-kills/kubernetes', 'oom-kills/cadvisor'],
  cpu: ['cpu/cadvisor', 'cpu/process'],
  memory: ['memory/cadvisor', 'memory/process'],
};

const quantiles: Readonly<Partial<Record<CanaryCheck, readonly number[]>>> = { latency: [0.5, 0.95], p99: [0.99] };
const counted: readonly CanaryCheck[] = ['errors', 'restarts', 'oom-kills'];
const levels: readonly CanaryCheck[] = ['cpu', 'memory'];

/** A check as a metric of the plan. */
function planCheck(
  check: CanaryCheck,
  rule: CanaryRule,
  rest: Omit<Planned, 'name' | 'measures' | 'blocking' | 'required'>,
): PlannedMetric {
  const { relative, absolute, blocking, required } = rule;
  const common = { ...rest, name: check, measures: measuresOf[check], blocking, required };
  if (counted.includes(check)) return { kind: 'counts', ...common, tolerance: { relative, absolute } };
  if (levels.includes(check)) return { kind: 'gauge', ...common, tolerance: { relative } };
  return { kind: 'histogram', ...common, quantiles: quantiles[check] ?? [0.95], tolerance: { relative } };
}

function planChecks(canary: Canary): PlannedMetric[] {
  return canaryChecks.map((check) => {
    const { weight, ...rule } = ruleOf(canary, check);
    const optional = canary.checks?.[check] === undefined && !rule.required;
    return planCheck(check, rule, { route: null, weight, critical: canary.critical ?? false, optional });
  });
}

/** Errors and latency of a route; a pass waits only for critical ones, because most routes see too little to prove anything. */
function planEndpoints(canary: Canary): PlannedMetric[] {
  return (canary.endpoints ?? []).flatMap(({ route, weight = 1, critical }) =>
    (['errors', 'latency'] as const).map((check) => {
      const rule = ruleOf({ ...canary, critical: critical || canary.critical }, check);
      const rest = {
        route: canonicalRoute(route),
        weight,
        critical: critical || (canary.critical ?? false),
        optional: false,
      };
      return planCheck(check, { ...rule, required: critical && rule.blocking }, rest);
    }),
  );
}

/**
 * A route as the configuration writes it, in the form in which routes are compared.
 *
 * @example canonicalRoute('post /orders/:id') // 'POST /orders/{}'
 */
export function canonicalRoute(text: string): string {
  const [, method = null, path = text] = /^([A-Za-z]+) +(.+)$/.exec(text.trim()) ?? [];
  return routeKey(method, path);
}

function planCustom(custom: CanaryCustom): PlannedMetric {
  const { name, tolerance, weight = 1, severity } = custom;
  const blocking = severity === 'block';
  const common = {
    name,
    measures: [`custom:${name}`],
    route: null,
    weight,
    critical: false,
    blocking,
    required: blocking,
    optional: false,
  };
  if ('bad' in custom)
    return { kind: 'counts', ...common, tolerance: { relative: tolerance, absolute: custom.absolute } };
  if ('value' in custom) return { kind: 'gauge', ...common, tolerance: { relative: tolerance } };
  return { kind: 'histogram', ...common, quantiles: [0.5, 0.95], tolerance: { relative: tolerance } };
}

function shareOf({ share }: Canary): number[] | null {
  if (share === undefined) return null;
  return Array.isArray(share) ? share : [share];
}

/** What happens at the deadline: critical services hold, others go on for a while and accept what is surely not much worse. */
function deadlineOf({ deadline, critical = false }: Canary, interval: number): CanaryRules['judge']['deadline'] {
  const holds = deadline === undefined ? critical : deadline === 'hold';
  const { extraSeconds, acceptBound } = canaryDefaults;
  if (holds) return { extraLooks: 0, acceptBound: null };
  return { extraLooks: Math.ceil(extraSeconds / interval), acceptBound };
}

/** Turns a service’s settings into how its canary is read and judged. */
export function canaryFrom({ canary = {} }: Settings): CanaryRules {
  const { intervalSeconds, lagSeconds, ...usual } = canaryDefaults;
  const { interval = intervalSeconds, lag = lagSeconds, bake = 0 } = canary;
  const { looks = usual.looks, warmup = usual.warmup } = canary;
  const { falseAlarm = usual.falseAlarm, falsePromotion: falsePass = usual.falsePass } = canary;
  const deadline = deadlineOf(canary, interval);
  return {
    interval,
    lag,
    bake,
    expectedShare: shareOf(canary),
    judge: { falseAlarm, falsePass, horizon: looks, warmup, deadline },
    metrics: [...planChecks(canary), ...planEndpoints(canary), ...(canary.custom ?? []).map(planCustom)],
  };
}
