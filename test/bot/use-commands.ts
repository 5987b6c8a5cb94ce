import type { CommandHandlers } from '../../bot/commands/command-request.ts';
import { commandHandlers } from '../../bot/commands/registry.ts';
import { commentHandler } from '../../bot/events/issue-comment.ts';
import { handlers } from '../../bot/events/registry.ts';
import type { StoreSettings } from '../../bot/settings.ts';
import { appLogin } from '../fake-github/app-operations.ts';
import { type AppState, emptyState } from '../fake-github/app-state.ts';
import { keepCommit, keepTree } from '../fake-github/git-state.ts';
import type { AppGitHub } from '../fake-github/start-app-github.ts';
import { eventually } from './eventually.ts';
import { useAppGitHub } from './use-app-github.ts';
import { useBot } from './use-bot.ts';

/** A comment as somebody writes it; whatever is not given is as usual. */
export interface Written {
  readonly by?: string;
  readonly type?: string;
  readonly action?: string;
  readonly issue?: number;
  readonly isPullRequest?: boolean;
  readonly at?: Date;
  readonly association?: string;
  readonly isClosed?: boolean;
}

export interface CommandStory {
  readonly github: AppGitHub;
  readonly url: string;
  /** Writes a comment and waits until the bot has worked it off; gives what the bot answered to it, null where nothing. */
  readonly write: (body: string, written?: Written) => Promise<string | null>;
  /** Reactions to the newest comment of a person. */
  readonly reactions: () => readonly string[];
  /** Says that a pull request was closed, and waits until the bot has worked it off. */
  readonly close: (pullRequest: number) => Promise<void>;
  readonly log: () => string;
  /** Lets the bot look at what is due. */
  readonly tick: () => Promise<void>;
  /** Stops the bot and starts another on the same store. */
  readonly restart: (meanwhile?: () => void) => Promise<void>;
}

/** The configuration of the stories. */
export const configuration = [
  'version: 1',
  'environments:',
  '  staging: {}',
  '  production: {}',
  'commands:',
  '  teams: [sre]',
  '  logins: [lou]',
  '  onCall: { logins: [oda], teams: [on-call] }',
].join('\n');

/** A repository in which ann writes, max maintains, rita reads; with an issue 3 and a pull request 7. */
export function storyState(given: Partial<AppState> = {}, text = configuration): AppState {
  const issue = { author: 'ann', title: 'It is slow', body: '', state: 'open', labels: [] };
  const state = emptyState();
  const files = { '.github/tollgate.yml': text, 'README.md': '# Shop' };
  const commit = { tree: keepTree(state.git, files), parents: [], message: 'Begin', author: 'ann' };
  const { sha } = keepCommit(state.git, commit);
  state.git.refs.set('refs/heads/main', sha);
  return {
    ...state,
    contents: { [sha]: files },
    head: sha,
    roles: { ann: 'write', max: 'maintain', rita: 'read', tess: 'triage', cust: 'deployer', oda: 'read', lou: 'read' },
    issues: [3, 7].map((number) => ({ ...issue, number, comments: [] })),
    ...given,
  };
}

/** Starts a bot that obeys comments of a GitHub. */
export async function useCommands(
  store: StoreSettings,
  state: AppState = storyState(),
  { commands = commandHandlers, ...given }: Parameters<typeof useBot>[2] & { commands?: CommandHandlers } = {},
): Promise<CommandStory> {
  const github = await useAppGitHub(state);
  const all = new Map([...handlers, ['issue_comment', commentHandler(commands)]]);
  const start = () => useBot(store, all, { githubApi: github.url, ...given });
  let bot = await start();
  let delivered = 0;
  let newest = 0;
  const workedOff = async () => {
    const text = await (await fetch(`${bot.url}/metrics`)).text();
    const counts = text.matchAll(
      /^tollgate_deliveries_worked_off_total\{event="(?:issue_comment|pull_request)",outcome="done"\} (\d+)$/gm,
    );
    const done = [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
    if (done !== delivered) throw new Error(`${done} of ${delivered} worked off`);
  };
  return {
    github,
    url: bot.url,
    log: () => bot.log(),
    tick: () => bot.tick(),
    async restart(meanwhile = () => {}) {
      await bot.stop();
      meanwhile();
      delivered = 0;
      bot = await start();
    },
    reactions: () => state.comments.find(({ id }) => id === newest)?.reactions ?? [],
    async close(pullRequest) {
      await bot.deliver('pull_request', {
        action: 'closed',
        number: pullRequest,
        installation: { id: 5 },
        repository: { full_name: 'octo/shop', default_branch: 'main' },
        pull_request: { number: pullRequest, head: { sha: state.head }, merged: true },
      });
      delivered += 1;
      await eventually(workedOff);
    },
    async write(
      body,
      { by = 'ann', type = 'User', action = 'created', issue = 3, isPullRequest = false, ...given } = {},
    ) {
      const id = 9000 + state.comments.length;
      newest = id;
      const createdAt = (given.at ?? new Date()).toISOString();
      state.comments.push({ id, issue, author: by, body, createdAt, reactions: [] });
      await bot.deliver('issue_comment', {
        action,
        installation: { id: 5 },
        repository: { full_name: 'octo/shop', default_branch: 'main' },
        issue: {
          number: issue,
          state: given.isClosed === true ? 'closed' : 'open',
          ...(isPullRequest ? { pull_request: {} } : {}),
        },
        comment: {
          id,
          body,
          html_url: `https://github.com/octo/shop/issues/${issue}#issuecomment-${id}`,
          created_at: createdAt,
          author_association: given.association ?? 'NONE',
          user: { login: by, type },
        },
      });
      delivered += 1;
      await eventually(workedOff);
      const marker = `<!-- tollgate:answer:${id} -->\n`;
      const answers = state.comments.filter((one) => one.author === appLogin && one.body.startsWith(marker));
      if (answers.length > 1) throw new Error(`${answers.length} answers to one comment`);
      return answers[0]?.body.slice(marker.length) ?? null;
    },
  };
}
