import type { Level, TrafficChange } from '../../traffic/watch/diff-traffic.ts';
import { inertTerminal } from '../escape/terminal.ts';

function levelText({ value, unit }: Level): string {
  return unit === 'share' ? `${(value * 100).toFixed(1)} %` : `${value.toPrecision(3)}/min`;
}

function changeText(change: TrafficChange): string {
  if (change.kind === 'new') return `+ ${change.route}: ${levelText(change.after)}`;
  if (change.kind === 'gone') return `- ${change.route}: was ${levelText(change.before)}`;
  const percent = (change.after.value / change.before.value - 1) * 100;
  const by = Number.isFinite(percent) ? ` (${percent > 0 ? '+' : ''}${percent.toFixed(0)} %)` : '';
  return `~ ${change.route}: ${levelText(change.before)} → ${levelText(change.after)}${by}`;
}

/** What changed in the traffic, one line each: + new, ~ moved, - gone; and behind it how the scripts are wanted otherwise. */
export function trafficChangesText(changes: readonly TrafficChange[], settings: readonly string[]): string {
  const asked = settings.length === 0 ? [] : ['Settings of the scripts:', ...settings.map((line) => `  ${line}`)];
  return [...changes.map(changeText), ...asked].map((line) => inertTerminal(line)).join('\n');
}
