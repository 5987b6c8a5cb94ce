import { formatCount } from '../../model/format-value.ts';
import type { Verdict } from '../../model/verdict.ts';
import { instantText } from '../window-text.ts';
import type { Screen } from './screen.ts';

/** What was noticed while reading, and what the verdict can be replayed from; `matches` null where each was told already. */
export function footer(verdict: Verdict, matches: number | null, screen: Screen): string[] {
  const { tool, configHash, generatedAt, reasonCode } = verdict;
  const origin = `${tool.name} ${tool.version}, configuration ${configHash}, ${instantText(generatedAt)}, reason ${reasonCode}`;
  return [
    ...(matches === null
      ? []
      : screen.block('', `${formatCount(matches)} ${matches === 1 ? 'check matches' : 'checks match'}.`)),
    ...verdict.remarks.flatMap((remark) => screen.block('- ', remark)),
    ...screen.block('', origin, { words: 'dim' }),
  ];
}
