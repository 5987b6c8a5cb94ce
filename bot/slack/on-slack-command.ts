import type { Answer } from '../../src/chatops/answer.ts';
import { admit, mostCommands } from '../commands/admit.ts';
import type { CommandHandlers } from '../commands/command-request.ts';
import { obeyLine } from '../commands/obey-line.ts';
import { refuse } from '../commands/refuse.ts';
import { obeyedConfiguration } from '../configuration/obeyed-configuration.ts';
import type { BotEvent, EventHandler, GitHub } from '../events/event.ts';
import { settingsByChannel, settingsByName } from '../store/repository-settings.ts';
import { responseAddress, type SlackAnswers, slackAnswers } from './answer-slack.ts';
import type { NotifyThread } from './notice.ts';
import { SlackCommand } from './slack-command.ts';

export interface SlackCommanding {
  readonly apiUrl: string;
  readonly auth: (installation: number) => Promise<GitHub>;
  readonly handlers: CommandHandlers;
  readonly notify: NotifyThread;
}

/** A command that waited longer may no longer be what its author wants. */
const oldestMinutes = 15;
/** Only at the very front: in a reason it would turn the command to a repository that nobody meant. */
const named = /^(\/\S+)\s+repo:([\w.-]{1,100}\/[\w.-]{1,100})(?=\s|$)/;

/** Says the same of a repository that is not there and of one where the user is unknown: nothing is to be learnt from it. */
const stranger = (user: string) =>
  refuse('You cannot command here', [
    'Your Slack user ',
    { code: user },
    ' stands under ',
    { code: 'people' },
    ' of no configuration of that name: have it added to .github/tollgate.yml',
  ]);

interface Meant {
  readonly repository: string;
  readonly installation: number;
}

/** The repository that is meant: the one that is named, else the only one that writes into this channel. */
async function meantBy({ store }: BotEvent, { line, channel, user }: SlackCommand): Promise<Meant | Answer> {
  const name = named.exec(line)?.[2];
  if (name !== undefined) return (await settingsByName(store, name)) ?? stranger(user);
  const known = await settingsByChannel(store, channel);
  const [only] = known;
  if (only !== undefined && known.length === 1) return only;
  return refuse(
    known.length === 0 ? 'No repository writes into this channel' : 'Several repositories write into this channel',
    ['Name the one that you mean first: ', { code: '/tollgate repo:owner/name help' }],
  );
}

/** Carries out a command whose repository is known, if its author is. */
async function obey(
  event: BotEvent,
  command: SlackCommand,
  {
    meant,
    answers,
    auth,
    handlers,
    notify: tell,
  }: Omit<SlackCommanding, 'apiUrl'> & { meant: Meant; answers: SlackAnswers },
): Promise<Answer> {
  const { appId, login, store, log, now, deliveryId } = event;
  const [owner = '', repo = ''] = meant.repository.split('/');
  const github = () => auth(meant.installation);
  const obeyed = await obeyedConfiguration(await github(), { owner, repo, now });
  if (obeyed.kind === 'lack') return stranger(command.user);
  const { people = {} } = obeyed.configuration;
  const actor = Object.hasOwn(people, command.user) ? people[command.user] : undefined;
  if (actor === undefined) return stranger(command.user);
  const admitted = await admit(store, { deliveryId, repository: meant.repository, actor, now });
  if (admitted !== 'look') return refuse(`These are more than ${mostCommands} commands in ten minutes`);
  const origin = { kind: 'slack', workspace: command.team, channel: command.channel, user: command.user } as const;
  const line = command.line.replace(named, '$1');
  const { repository: name, installation } = meant;
  const reply = (answer: Answer) => answers.progress(answer, name);
  const notify: BotEvent['notify'] = (notice) => tell({ ...notice, repository: name, installation });
  const later: BotEvent['later'] = (own) => event.later(own, { repository: name, installation });
  const services = { github, appId, login, store, log, now, deliveryId, notify, later };
  return obeyLine(
    { ...services, origin, actor, repository: { owner, repo }, line, givenAt: new Date(command.receivedAt), reply },
    handlers,
  );
}

/** Somebody in Slack has given a command, by writing it or by a button. */
export function onSlackCommand({ apiUrl, ...commanding }: SlackCommanding): EventHandler {
  return async (event) => {
    const command = SlackCommand.parse(event.payload);
    const address = responseAddress(command.responseUrl, apiUrl);
    if (address === null) {
      event.log.warn({ user: command.user }, 'a command from Slack wants its answer elsewhere; nothing was done');
      return;
    }
    const answers = slackAnswers({ address, isPress: command.isPress }, event.log);
    const minutes = Math.floor((event.now.getTime() - Date.parse(command.receivedAt)) / 60_000);
    if (!(minutes < oldestMinutes)) {
      return answers.final(
        refuse(`This was written ${minutes} minutes ago and is no longer obeyed; write it again`),
        null,
      );
    }
    const meant = await meantBy(event, command);
    const answer =
      'mood' in meant
        ? meant
        : await obey(event, command, { ...commanding, meant, answers }).catch((error: unknown): Answer => {
            event.log.error({ err: error }, 'a command from Slack failed');
            return refuse('GitHub did not give the configuration; nothing was done');
          });
    await answers.final(answer, 'mood' in meant ? null : meant.repository);
  };
}
