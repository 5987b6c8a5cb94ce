import type { SettingChange } from '../setting-changes.ts';

/**
 * A planner setting on both sides.
 *
 * @example settingText({ name: 'work_mem', from: '4MB', to: null }) // 'work_mem 4MB → default'
 */
export function settingText({ name, from, to }: SettingChange): string {
  return `${name} ${from ?? 'default'} → ${to ?? 'default'}`;
}
