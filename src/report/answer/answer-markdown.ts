import { type Answer, type Line, moodSigns, type Piece, piecesOf } from '../../chatops/answer.ts';
import { Inert } from '../escape/inert.ts';
import { webAddress } from '../escape/web-address.ts';
import { code, type Markdown, md } from '../markdown/md.ts';
import { fitLines } from './fit-lines.ts';

const longest = 400;
/** GitHub takes 65,536 characters in a comment; what is escaped grows. */
const room = 50_000;

function drawPiece(piece: Piece): Markdown {
  if (typeof piece === 'string') return md`${piece}`;
  if ('code' in piece) return code(piece.code, longest);
  const address = webAddress(piece.to);
  return address === null ? md`${piece.link}` : md`[${piece.link}](${new Inert('markdown', address)})`;
}

const drawLine = (line: Line): Markdown => md`${piecesOf(line).map(drawPiece)}`;

/** An answer as a comment on GitHub. */
export function answerMarkdown({ mood, title, lines }: Answer): string {
  const drawn = lines.map((line) => md`- ${drawLine(line)}\n`.text);
  const { shown, left } = fitLines(drawn, room);
  const more = left > 0 ? `- ${left} more\n` : '';
  const list = lines.length > 0 ? `\n${shown.join('')}${more}` : '';
  return `${moodSigns[mood]} ${drawLine(title).text}.\n${list}`;
}
