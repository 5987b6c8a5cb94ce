import { z } from 'zod';

/** What Slack writes for itself: a message of ours that holds such a thing would call people. */
const mention = /<[!@#]/;
const PlainText = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(most), emoji: z.boolean().optional() });
const Text = z.strictObject({
  type: z.literal('mrkdwn'),
  text: z.string().min(1).max(3000),
  verbatim: z.boolean().optional(),
});
const Button = z.strictObject({
  type: z.literal('button'),
  action_id: z.string().min(1).max(255),
  text: PlainText(75),
  value: z.string().max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});
const Blocks = z
  .array(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('header'), text: PlainText(150) }),
      z.strictObject({ type: z.literal('section'), text: Text }),
      z.strictObject({ type: z.literal('context'), elements: z.array(Text).min(1).max(10) }),
      z.strictObject({ type: z.literal('actions'), elements: z.array(Button).min(1).max(25) }),
      z.strictObject({ type: z.literal('divider') }),
    ]),
  )
  .max(50);

/** Blocks of a message, all together, hold about so many characters. */
const most = 13_200;

/** The word with which Slack refuses a message; null where it takes it. */
export function refusalOf(text: string, blocks: unknown): string | null {
  if (text === '' && blocks === undefined) return 'no_text';
  if (text.length > 40_000) return 'msg_too_long';
  if (blocks === undefined) return null;
  if (!Blocks.safeParse(blocks).success) return 'invalid_blocks';
  return JSON.stringify(blocks).length > most ? 'msg_blocks_too_long' : null;
}

/** What nobody should find in a message of ours. */
export function mentionsIn(message: unknown): string[] {
  const text = JSON.stringify(message);
  return mention.test(text) ? [`a message mentions somebody: ${text.slice(0, 300)}`] : [];
}
