import { type Environment, valueOf, wrongAddress } from '../environment.ts';

/** How the bot talks with Slack. */
export interface SlackSettings {
  readonly botToken: string;
  /** Null: nothing from Slack is taken in. */
  readonly signingSecret: string | null;
  readonly apiUrl: string;
  /** Workspaces whose members may command; empty: those of the one that the app is installed in, whichever that is. */
  readonly teamIds: readonly string[];
}

const others = ['SLACK_SIGNING_SECRET', 'SLACK_API_URL', 'SLACK_TEAM_IDS'] as const;

function teamsOf(environment: Environment): string[] {
  const given = valueOf(environment, 'SLACK_TEAM_IDS') ?? '';
  return given.split(/[\s,]+/).filter((team) => team !== '');
}

function wrongToken(environment: Environment): string[] {
  const token = valueOf(environment, 'SLACK_BOT_TOKEN');
  if (token === undefined) {
    const set = others.filter((name) => valueOf(environment, name) !== undefined);
    return set.length === 0
      ? []
      : [`${set.join(', ')} without SLACK_BOT_TOKEN: the “Bot User OAuth Token” of the app is missing`];
  }
  return /^xoxb-[A-Za-z0-9-]+$/.test(token)
    ? []
    : ['SLACK_BOT_TOKEN is no bot token; wanted the “Bot User OAuth Token” of the app, which begins with xoxb-'];
}

function weakSecret(environment: Environment): string[] {
  const secret = valueOf(environment, 'SLACK_SIGNING_SECRET');
  return secret === undefined || secret.length >= 16
    ? []
    : [`SLACK_SIGNING_SECRET has ${secret.length} characters; wanted the “Signing Secret” of the app, which has 32`];
}

function wrongTeams(environment: Environment): string[] {
  const wrong = teamsOf(environment).filter((team) => !/^[TE][A-Z0-9]{2,20}$/.test(team));
  return wrong.length === 0
    ? []
    : [`SLACK_TEAM_IDS holds "${wrong.join('", "')}"; wanted IDs of workspaces such as T0123456789`];
}

/** What is wrong with the settings for Slack; never with a secret in its words. */
export function slackProblems(environment: Environment): string[] {
  return [
    ...wrongToken(environment),
    ...weakSecret(environment),
    ...wrongAddress(environment, 'SLACK_API_URL', ['https:', 'http:']),
    ...wrongTeams(environment),
  ];
}

/** The settings for Slack; null where the bot is to leave it alone. */
export function readSlackSettings(environment: Environment): SlackSettings | null {
  const botToken = valueOf(environment, 'SLACK_BOT_TOKEN');
  if (botToken === undefined) return null;
  return {
    botToken,
    signingSecret: valueOf(environment, 'SLACK_SIGNING_SECRET') ?? null,
    apiUrl: valueOf(environment, 'SLACK_API_URL') ?? 'https://slack.com/api/',
    teamIds: teamsOf(environment),
  };
}
