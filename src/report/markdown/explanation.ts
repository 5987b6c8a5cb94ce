import type { SubjectGroup } from '../group-by-subject.ts';
import { messageText } from '../message-text.ts';
import { othersText } from '../others-text.ts';
import { code, type Markdown, md, sentence } from './md.ts';

/** What a difference means and what to do about it, as an item of a list. */
export function explanation({ worst, others }: SubjectGroup): Markdown {
  const also = others.length === 0 ? md`` : md`<br>Also: ${othersText(others)}.`;
  const said = (label: Markdown, words: string) => (words === '' ? md`` : md`<br>${label} ${sentence(words)}`);
  return md`- **${worst.dimension}/${worst.check}** ${code(worst.subject)}: ${sentence(messageText(worst))}${also}${said(md`*Risk:*`, worst.risk)}${said(md`*Do:*`, worst.remedy)}<br>${code(worst.fingerprint)}\n`;
}
