import { type Answer, type Line, moodSigns, type Piece, piecesOf } from '../../chatops/answer.ts';
import { Inert } from '../escape/inert.ts';
import { webAddress } from '../escape/web-address.ts';
import { code, type Markdown, md } from '../markdown/md.ts';

const longest = 400;
/** GitHub takes 65,536 characters in a comment. */
const mostLines = 60;

function drawPiece(piece: Piece): Markdown {
  if (typeof piece === 'string') return md`${piece}`;
  if ('code' in piece) return code(piece.code, longest);
  const address = webAddress(piece.to);
  return address === null ? md`${piece.link}` : md`[${piece.link}](${new Inert('markdown', address)})`;
}

const drawLine = (line: Line): Markdown => md`${piecesOf(line).map(drawPiece)}`;

/** An answer as a comment on GitHub. */
export function answerMarkdown({ mood, title, lines }: Answer): string {
  const shown = lines.slice(0, mostLines).map((line) => md`- ${drawLine(line)}\n`);
  const more = lines.length > mostLines ? md`- ${lines.length - mostLines} more\n` : null;
  return md`${moodSigns[mood]} ${drawLine(title)}.\n${lines.length > 0 && '\n'}${shown}${more}`.text;
}
