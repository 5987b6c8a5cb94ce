import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { slackCommand } from '../events/own-event.ts';
import type { ReadBody } from '../http/read-body.ts';
import { type Route, sendJson } from '../http/route.ts';
import type { Inbox } from '../queue/inbox.ts';
import { readPress, readSlash, type SlackCommand } from './slack-command.ts';
import type { SlackSettings } from './slack-settings.ts';
import { isSlackSigned } from './slack-signature.ts';

export interface SlackReceiving {
  readonly settings: SlackSettings | null;
  readonly inbox: Inbox;
  readonly now: () => Date;
  readonly readBody: ReadBody;
}

/** The press of a button brings the message along that holds it. */
const largestBody = 256 * 1024;

const headerOf = ({ headers }: IncomingMessage, name: string) => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};

interface Door {
  readonly path: string;
  readonly read: (form: URLSearchParams, receivedAt: string) => SlackCommand | null;
}

/** In a channel that workspaces share, the user of another one comes with the team of ours; member IDs are only unique within theirs. */
function mayCommand({ team, userTeam }: SlackCommand, teams: readonly string[]): boolean {
  return teams.length === 0 ? userTeam === team : teams.includes(team) && teams.includes(userTeam);
}

function routeOf({ path, read }: Door, receiving: SlackReceiving, secret: string): Route {
  const { settings, inbox, now, readBody } = receiving;
  const teams = settings?.teamIds ?? [];
  return {
    method: 'POST',
    path,
    async answer(request, response) {
      const signature = headerOf(request, 'x-slack-signature');
      const timestamp = headerOf(request, 'x-slack-request-timestamp');
      if (signature === '') return sendJson(response, 401, { error: 'wanted a request that Slack signed' });
      const body = await readBody(request, response, largestBody);
      if (!isSlackSigned({ timestamp, signature, body }, secret, now())) {
        return sendJson(response, 401, { error: 'wanted a request that Slack signed' });
      }
      const command = read(new URLSearchParams(body.toString('utf8')), now().toISOString());
      // What else Slack tells an app is taken note of, and nothing is done.
      if (command === null) return void response.writeHead(200).end();
      if (!mayCommand(command, teams)) {
        return sendJson(response, 403, { error: 'this workspace may not command here' });
      }
      // The same signature again is the same request again: it is known by it, and not obeyed twice.
      const id = `slack-${createHash('sha256').update(signature).digest('hex')}`;
      await inbox.put({ id, event: slackCommand, action: null, repository: null, payload: JSON.stringify(command) });
      response.writeHead(200).end();
    },
  };
}

/** What Slack sends: verified, stored and acknowledged; worked off afterwards. Nothing is open where there is no signing secret. */
export function slackRoutes(receiving: SlackReceiving): Route[] {
  const secret = receiving.settings?.signingSecret ?? null;
  if (secret === null) return [];
  return [
    routeOf({ path: '/slack/commands', read: readSlash }, receiving, secret),
    routeOf({ path: '/slack/interactions', read: readPress }, receiving, secret),
  ];
}
