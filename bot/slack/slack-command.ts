import { z } from 'zod';
import { commandAction } from '../../src/report/slack/command-button.ts';

/** A command as it came from Slack, before anything is known of who that is. */
export const SlackCommand = z.strictObject({
  line: z.string(),
  team: z.string(),
  /** Of the user, where that is another one: in channels that workspaces share. */
  userTeam: z.string(),
  channel: z.string(),
  user: z.string(),
  responseUrl: z.string(),
  receivedAt: z.iso.datetime(),
  /** By a button: what would replace the original answer would then replace the message that holds it. */
  isPress: z.boolean().default(false),
});
export type SlackCommand = z.infer<typeof SlackCommand>;

const Slash = z.object({
  command: z.string().regex(/^\/[a-z0-9_-]{1,40}$/i),
  text: z.string().max(3000).default(''),
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  response_url: z.string(),
});
const Pressed = z.object({
  type: z.literal('block_actions'),
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  channel: z.object({ id: z.string() }),
  response_url: z.string(),
  actions: z.array(z.object({ action_id: z.literal(commandAction), value: z.string().max(2000) })).length(1),
});

/** Reads a slash command; null where the form is none. */
export function readSlash(form: URLSearchParams, receivedAt: string): SlackCommand | null {
  const { data } = Slash.safeParse(Object.fromEntries(form));
  if (data === undefined) return null;
  const line = `${data.command} ${data.text}`.trimEnd();
  const { team_id: team, channel_id: channel, user_id: user, response_url: responseUrl } = data;
  return { line, team, userTeam: team, channel, user, responseUrl, receivedAt, isPress: false };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Reads the press of a button of ours; null for whatever else Slack tells. */
export function readPress(form: URLSearchParams, receivedAt: string): SlackCommand | null {
  const { data } = Pressed.safeParse(jsonOf(form.get('payload') ?? ''));
  const [action] = data?.actions ?? [];
  if (data === undefined || action === undefined) return null;
  const { team, channel, user, response_url: responseUrl } = data;
  return {
    line: action.value,
    team: team.id,
    userTeam: user.team_id ?? team.id,
    channel: channel.id,
    user: user.id,
    responseUrl,
    receivedAt,
    isPress: true,
  };
}
