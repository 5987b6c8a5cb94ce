import type { CommandOf } from '../../../src/chatops/command.ts';
import { defaultConfiguration } from '../../../src/commands/configuration-file.ts';
import { addWaiver, type NewWaiver } from '../../../src/config/add-waiver.ts';
import { commitFileReader } from '../../../src/config/read-commit-file.ts';
import { address } from '../../../src/model/address.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { answerMarkdown } from '../../../src/report/answer/answer-markdown.ts';
import { plainText } from '../../../src/report/escape/plain-text.ts';
import { newestReports } from '../../store/validations.ts';
import { proposeFile } from '../../waivers/propose-file.ts';
import type { CommandHandler, CommandRequest } from '../command-request.ts';
import { Refused } from '../refuse.ts';

type Accept = CommandRequest<CommandOf<'accept'>>;

const longestDays = 90;
const day = 86_400_000;

/** The last day is one that is to come, and at most 90 days ahead. */
function refuseDay({ command, now }: Accept): void {
  const [today, last] = [now, new Date(now.getTime() + longestDays * day)].map((one) => one.toISOString().slice(0, 10));
  if (command.until < (today ?? '')) throw new Refused(`${command.until} is past; wanted a day that is to come`);
  if (command.until > (last ?? '')) {
    throw new Refused(
      `${command.until} is too far; a waiver ends at most ${longestDays} days ahead, ${last} or earlier`,
    );
  }
}

interface Found {
  readonly finding: Finding;
  readonly service: string;
  readonly link: string | null;
}

/** The finding in the newest report of its service: what is no longer found needs no waiver. */
async function findingOf({ command, repository, store }: Accept): Promise<Found> {
  const reports = await newestReports(store, `${repository.owner}/${repository.repo}`);
  const found = reports.flatMap(({ verdict, link }) =>
    verdict.findings
      .filter(({ fingerprint }) => fingerprint === command.finding)
      .map((finding) => ({ finding, service: verdict.subject.service, link })),
  );
  const [first] = found;
  if (first === undefined) {
    const known = reports.length === 0 ? 'no report is known yet' : 'the newest reports know no such finding';
    throw new Refused(
      ['There is no finding ', { code: command.finding }, `: ${known}`],
      'The report names the fingerprint of each finding',
    );
  }
  const open = found.find(({ finding }) => ['diverged', 'accepted'].includes(finding.status));
  if (open === undefined) {
    throw new Refused([
      { code: address(first.finding) },
      ` is ${first.finding.status} in the newest report; only a difference can be accepted`,
    ]);
  }
  return open;
}

async function configurationWith(request: Accept, { finding, service }: Found): Promise<string> {
  const { command, actor, repository, head } = request;
  const { rest } = await request.github();
  const read = commitFileReader(rest.repos.getContent, { ...repository, sha: head }, () => null);
  const { finding: fingerprint, reason, until: expires } = command;
  const waiver: NewWaiver = { finding: fingerprint, address: address(finding), reason, owner: actor, expires };
  const added = addWaiver(await read(defaultConfiguration), service, waiver);
  if (added.kind === 'lack') throw new Refused(`This waiver cannot be written: ${added.message}`);
  return added.text;
}

/** `/tollgate accept`: proposes the waiver by a pull request, so that somebody reviews it. */
export const onAccept: CommandHandler<'accept'> = async (request) => {
  refuseDay(request);
  const { command, actor, repository, head, origin } = request;
  const found = await findingOf(request);
  const name = address(found.finding);
  const text = await configurationWith(request, found);
  const github = await request.github();
  const { data } = await github.rest.repos.get(repository);
  const asked = origin.kind === 'comment' ? [{ link: 'asked for here', to: origin.link }] : ['asked for in Slack'];
  const report = found.link === null ? [] : [[{ link: 'the report that shows it', to: found.link }]];
  const proposed = await proposeFile(github, {
    ...repository,
    base: { sha: head, branch: data.default_branch },
    branch: `tollgate/accept-${command.finding}`,
    path: defaultConfiguration,
    text,
    title: plainText(`Accept ${name} until ${command.until}`, 200),
    body: answerMarkdown({
      mood: 'waiting',
      title: [{ code: name }, ` differs, and is accepted until ${command.until} if this is merged`],
      lines: [['Because ', command.reason], ['Owner: ', { code: actor }, ', ', ...asked], ...report],
    }),
  });
  return {
    mood: 'done',
    title: [
      { link: `Pull request ${proposed.number}`, to: proposed.link },
      ` ${proposed.isNew ? 'accepts' : 'now accepts'} `,
      { code: name },
      ` until ${command.until}, once it is merged`,
    ],
    lines: [
      ['Owner: ', { code: actor }],
      ['Because ', command.reason],
    ],
  };
};
