import type { RollbackPlan } from '../../rollout/rollback-entry.ts';

/** Fills the words in braces of a setting with what a rollback is about; other braces stay. */
export function fillIn(
  text: string,
  { id, environment, service, reason, to }: Pick<RollbackPlan, 'id' | 'environment' | 'service' | 'reason' | 'to'>,
  escape: (value: string) => string = (value) => value,
): string {
  const values = new Map([
    ['id', id],
    ['environment', environment],
    ['service', service],
    ['reason', reason],
    ['sha', to.sha ?? ''],
    ['image', to.image ?? ''],
  ]);
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values.get(name);
    return value === undefined ? whole : escape(value);
  });
}
