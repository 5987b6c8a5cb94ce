import { commentText } from './js-literal.ts';
import type { LoadSettings } from './load-plan.ts';

const mark = /^\/\/ (?:load: {3}|writes: |refuses: )/;

/** The settings of a folder of scripts as comment lines, one for each thing that may be changed on its own. */
export function settingsLines({
  scale,
  seconds,
  soakSeconds,
  writes,
  productionHosts,
  runners,
}: LoadSettings): string[] {
  const generators = runners === null ? '' : `, load generators: ${runners}`;
  return [
    `load:   scale ${scale}, ${seconds} s, soak ${soakSeconds} s${generators}`,
    ...writes.map((route) => `writes: ${route}`),
    ...productionHosts.map((host) => `refuses: ${host}`),
  ];
}

/**
 * Tells what changed between the settings of a script that was written and those of now: lines that went, with a minus, and lines
 * that came, with a plus. Nothing where they are the same, in whatever order.
 *
 * @example changedSettings('// load:   scale 1, 60 s, soak 60 s\n', { scale: 1, seconds: 60, soakSeconds: 60, writes: [], productionHosts: [], runners: null }) // []
 */
export function changedSettings(script: string, settings: LoadSettings): string[] {
  const before = script.split('\n').filter((line) => mark.test(line));
  const after = settingsLines(settings).map((line) => `// ${commentText(line)}`);
  const only = (lines: readonly string[], others: readonly string[], sign: string) =>
    lines.filter((line) => !others.includes(line)).map((line) => `${sign} ${line.slice(3)}`);
  return [...only(before, after, '-'), ...only(after, before, '+')];
}
