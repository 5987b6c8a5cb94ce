import type { Mrkdwn, SlackBlock, SlackMessage } from './message.ts';

/** Slack’s own limits: blocks of a message, characters of a section and of `text`; all blocks together stay under about 13,200. */
const most = { blocks: 50, section: 3000, text: 3000, total: 12_000 } as const;

/** Cuts escaped text without leaving half an entity behind. */
function cut(escaped: string, limit: number): string {
  if (escaped.length <= limit) return escaped;
  return `${escaped
    .slice(0, limit - 1)
    .replace(/&[a-z]{0,4}$/, '')
    .toWellFormed()}…`;
}

const cutMrkdwn = (part: Mrkdwn): Mrkdwn => ({ ...part, text: cut(part.text, most.section) });

function fitBlock(block: SlackBlock): SlackBlock {
  if (block.type === 'section') return { ...block, text: cutMrkdwn(block.text) };
  if (block.type === 'context') return { ...block, elements: block.elements.slice(0, 10).map(cutMrkdwn) };
  return block;
}

/** What of a block counts: about everything that it says. */
const sizeOf = (block: SlackBlock) => JSON.stringify(block).length;

/** Makes a message fit what Slack takes: long paragraphs are cut, and the last paragraphs give way before the buttons do. */
export function fitMessage(message: SlackMessage): SlackMessage {
  const blocks = message.blocks.map(fitBlock);
  const total = () => blocks.reduce((sum, block) => sum + sizeOf(block), 0);
  let isCut = false;
  while (blocks.length > 0 && (blocks.length > most.blocks - (isCut ? 1 : 0) || total() > most.total)) {
    const last = blocks.findLastIndex(({ type }) => type !== 'actions');
    blocks.splice(last < 0 ? blocks.length - 1 : last, 1);
    isCut = true;
  }
  const more: SlackBlock = { type: 'context', elements: [{ type: 'mrkdwn', text: '…', verbatim: true }] };
  return { ...message, text: cut(message.text, most.text), blocks: isCut ? [...blocks, more] : blocks };
}
