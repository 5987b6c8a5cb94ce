import { type Answer, type Line, type Piece, piecesOf } from '../../chatops/answer.ts';
import { inertTerminal } from '../escape/terminal.ts';

const marks = { working: '[..]', waiting: '[wait]', done: '[ok]', refused: '[no]', failed: '[failed]' } as const;

function draw(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  return 'code' in piece ? piece.code : `${piece.link} (${piece.to})`;
}

const drawLine = (line: Line) => inertTerminal(piecesOf(line).map(draw).join('').replaceAll(/\s+/g, ' '));

/** An answer for a terminal. */
export function answerTerminal({ mood, title, lines }: Answer): string {
  return [`${marks[mood]} ${drawLine(title)}`, ...lines.map((line) => `  ${drawLine(line)}`)].join('\n');
}
