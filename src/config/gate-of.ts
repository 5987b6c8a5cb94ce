import type { Environment } from './environments-schema.ts';
import type { Gate } from './gate-schema.ts';
import type { Configuration } from './schema.ts';
import { selectService } from './select-service.ts';
import { defaultPlan } from './validation-schema.ts';

/** The gate of an environment and the service that it lets in, or why there is none; the words are for people. */
export type ConfiguredGate =
  | {
      readonly ok: true;
      readonly gate: Gate;
      readonly service: string;
      /** Paths of the workflows whose reports are believed. */
      readonly workflows: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

/**
 * The gate of one environment of a configuration.
 *
 * @param service name of the service where the caller knows it
 */
export function gateOf(configuration: Configuration, environment: string, service: string | null): ConfiguredGate {
  const environments = new Map(Object.entries(configuration.environments ?? {}));
  const gate = environments.get(environment)?.gate;
  if (gate === undefined) {
    return { ok: false, message: `environments.${environment}.gate is not configured (${whoHasOne(environments)})` };
  }
  const wanted = service ?? gate.service ?? null;
  const selected = selectService(configuration, wanted);
  if (selected.ok) {
    return {
      ok: true,
      gate,
      service: selected.name ?? wanted ?? 'service',
      workflows: workflowsOf(gate, configuration),
    };
  }
  const hint = `name the service under environments.${environment}.gate.service`;
  return { ok: false, message: `${selected.message}; ${hint}` };
}

function workflowsOf({ workflows }: Gate, { validation }: Configuration): readonly string[] {
  return workflows ?? [validation?.workflow ?? defaultPlan.workflow];
}

function whoHasOne(environments: ReadonlyMap<string, Environment>): string {
  const gated = [...environments].flatMap(([name, { gate }]) => (gate === undefined ? [] : [name]));
  return gated.length === 0 ? 'no environment has one' : `those that have one: ${gated.join(', ')}`;
}
