/** Rules that leave requests out of the model, so that a crawler, a probe, an attack or the past does not shape the load. */
export const exclusionRules = [
  { rule: 'bot', means: 'crawler, by its user agent' },
  { rule: 'health-check', means: 'probe of an orchestrator, load balancer or monitor, by its user agent or path' },
  { rule: 'scanner', means: 'tool that looks for holes, by its user agent, or a path of such tools that was refused' },
  { rule: 'attack', means: 'path that steps out of its folder or carries code' },
  { rule: 'too-old', means: 'from before the time that was asked for' },
] as const;

export type ExclusionRule = (typeof exclusionRules)[number]['rule'];

/** Number of a rule in the list, from 1; 0 means that no rule applies. */
export function ruleNumber(rule: ExclusionRule): number {
  return exclusionRules.findIndex((one) => one.rule === rule) + 1;
}
