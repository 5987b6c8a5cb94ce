import { type Answer, type Line, moodSigns, type Piece, piecesOf } from '../../chatops/answer.ts';
import { slackCode, slackText } from '../escape/slack-text.ts';
import { webAddress } from '../escape/web-address.ts';
import { fitLines } from './fit-lines.ts';

const longest = 200;
/** A section of Slack holds 3,000 characters. */
const room = 2500;

function draw(piece: Piece): string {
  if (typeof piece === 'string') return slackText(piece, longest);
  if ('code' in piece) return slackCode(piece.code, longest);
  const address = webAddress(piece.to);
  return address === null ? slackText(piece.link) : `<${address.replaceAll('&', '&amp;')}|${slackText(piece.link)}>`;
}

const drawLine = (line: Line) => piecesOf(line).map(draw).join('');

/** An answer as Slack’s mrkdwn, short enough for one section. */
export function answerSlack({ mood, title, lines }: Answer): string {
  const head = `${moodSigns[mood]} ${drawLine(title)}`;
  const drawn = lines.map((line) => `\n• ${drawLine(line)}`);
  const { shown, left } = fitLines(drawn, room - head.length);
  return `${head}${shown.join('')}${left > 0 ? `\n• ${left} more` : ''}`;
}
