import { z } from 'zod';
import { Severity } from '../model/finding.ts';

/** What the bot tells Slack about. */
export const NotifiedEvent = z.enum(['validation', 'release', 'drift', 'canary', 'gate', 'rollback', 'incident']);
export type NotifiedEvent = z.infer<typeof NotifiedEvent>;

/** Names of channels change and are shared by workspaces; their IDs do neither. */
const Channel = z
  .string()
  .regex(/^[CG][A-Z0-9]{8,20}$/, 'the ID of a channel such as C0123456789, which its details show at the bottom');

/** Which messages one channel of Slack is sent. */
export const NotificationRoute = z.strictObject({
  channel: Channel.describe('ID of the channel (at the bottom of its details), to which the app is invited'),
  events: z.array(NotifiedEvent).min(1).optional().describe('only these; all of them where nothing is given'),
  environments: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('only what concerns these environments; all of them where nothing is given'),
  severity: Severity.default('warn').describe('this severity and above'),
});
export type NotificationRoute = z.infer<typeof NotificationRoute>;

/** Nothing is sent without a route. */
export const Notifications = z
  .array(NotificationRoute)
  .max(50)
  .describe('bot: which channels of Slack are told what; a message goes to every channel with a fitting route');
export type Notifications = z.infer<typeof Notifications>;

const SlackUser = z.string().regex(/^[UW][A-Z0-9]{7,20}$/, 'the member ID of a Slack user such as U0123456789');
const Login = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, 'a GitHub login, without @');

export const People = z
  .record(SlackUser, Login)
  .describe('bot: who a Slack user (member ID, in the profile’s menu) is on GitHub; others may command nothing there');
export type People = z.infer<typeof People>;
