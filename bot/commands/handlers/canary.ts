import type { NewestCanary } from '../../../src/canary-records/canary-entry.ts';
import {
  type CanaryRecords,
  openCanaryRecords,
  type ReadCanary,
} from '../../../src/canary-records/open-canary-records.ts';
import type { Answer, Line } from '../../../src/chatops/answer.ts';
import type { CommandOf } from '../../../src/chatops/command.ts';
import { selectService } from '../../../src/config/select-service.ts';
import { refsPort } from '../../../src/github/refs-port.ts';
import { minuteText } from '../../../src/report/answer/minute-text.ts';
import type { CommandHandler, CommandRequest } from '../command-request.ts';
import { Refused } from '../refuse.ts';

type Asked = CommandRequest<CommandOf<'canary-status'> | CommandOf<'canary-abort'>>;
type Known = Extract<ReadCanary, { kind: 'canary' }>;

const signs = { pass: 'has passed', fail: 'has failed', inconclusive: 'is inconclusive' } as const;

async function recordsOf({ command, configuration, github, repository, now }: Asked): Promise<CanaryRecords> {
  const selected = selectService(configuration, command.service);
  if (!selected.ok) throw new Refused(`--service: ${selected.message}`);
  // As `canary run` names a service that has no name.
  const place = { environment: command.environment, service: selected.name ?? 'service' };
  return openCanaryRecords(refsPort({ client: await github(), ...repository }), place, now);
}

async function known(records: CanaryRecords, environment: string): Promise<Known> {
  const read = await records.newest();
  if (read.kind === 'unreadable')
    throw new Refused(['The record of canaries cannot be read: ', read.why], [{ code: read.ref }]);
  if (read.kind === 'canary') return read;
  throw new Refused(
    ['No canary is known in ', { code: environment }],
    [
      { code: `tollgate canary run --environment ${environment}` },
      ' with a GITHUB_TOKEN lets itself be seen and aborted here',
    ],
  );
}

function linesOf({ sha, begunAt, aborted, ended }: NewestCanary): Line[] {
  return [
    [`Begun ${minuteText(begunAt.toISOString())}`, ...(sha === null ? [] : [', commit ', { code: sha.slice(0, 12) }])],
    ...(aborted === null
      ? []
      : [['Aborted by ', { code: aborted.by }, aborted.reason === null ? '' : `: ${aborted.reason}`]]),
    ...(ended === null ? [] : [[ended.summary, ' (', { code: ended.reasonCode }, ')']]),
  ];
}

/** `/canary status` */
export const onCanaryStatus: CommandHandler<'canary-status'> = async (request): Promise<Answer> => {
  const { environment } = request.command;
  const { canary } = await known(await recordsOf(request), environment);
  const state = canary.ended === null ? 'has not ended yet' : signs[canary.ended.decision];
  return { mood: 'done', title: ['The newest canary in ', { code: environment }, ` ${state}`], lines: linesOf(canary) };
};

/** `/canary abort`: wants nobody else’s word, for it only makes a release stop. */
export const onCanaryAbort: CommandHandler<'canary-abort'> = async (request): Promise<Answer> => {
  const { command, actor } = request;
  const records = await recordsOf(request);
  const { canary, where } = await known(records, command.environment);
  const name = { code: command.environment };
  if (canary.ended !== null)
    throw new Refused(['The newest canary in ', name, ' has ended already'], ...linesOf(canary));
  if (canary.aborted === null) {
    await records.append(where, { action: 'abort', run: canary.run, by: actor, reason: command.reason });
  }
  return {
    mood: 'done',
    title: ['The canary in ', name, ' ends as failed at its next look'],
    lines: linesOf({
      ...canary,
      aborted: canary.aborted ?? { action: 'abort', run: canary.run, by: actor, reason: command.reason },
    }),
  };
};
