import { z } from 'zod';
import { may } from '../../src/chatops/may.ts';
import { recheck as button, checkName } from '../checks/publish-check.ts';
import { recheckCommit } from '../checks/recheck-commit.ts';
import { gateCheckName } from '../gitops/publish-gate-check.ts';
import { recheckGate } from '../gitops/recheck-gate.ts';
import { standingOf } from '../permissions/standing-of.ts';
import type { BotEvent, EventHandler } from './event.ts';

const Pulls = z.array(z.object({ number: z.number().int() }));
const CheckRun = z.object({
  check_run: z.object({
    name: z.string(),
    head_sha: z.string(),
    app: z.object({ id: z.number() }).nullable(),
    pull_requests: Pulls,
  }),
});
const Clicked = z.object({
  requested_action: z.object({ identifier: z.string() }),
  sender: z.object({ login: z.string() }),
});
const CheckSuite = z.object({ check_suite: z.object({ head_sha: z.string(), pull_requests: Pulls.nullable() }) });

/** GitHub promises nothing about who can press a button: whoever does must be somebody who works here. */
async function mayClick({ github, repository, payload, log }: BotEvent): Promise<boolean> {
  const { requested_action: action, sender } = Clicked.parse(payload);
  if (action.identifier !== button.identifier || repository === null) return false;
  const standing = await standingOf(await github(), { ...repository, login: sender.login }, {});
  const isAllowed = may(standing, {}, 'act');
  if (!isAllowed) log.info({ role: standing.role }, 'a button was pressed by somebody who may not');
  return isAllowed;
}

/** Somebody asks for our check again: by GitHub’s own “Re-run”, or by our button. */
export const onCheckRun: EventHandler = async (event) => {
  if (event.action !== 'rerequested' && event.action !== 'requested_action') return;
  const { check_run: run } = CheckRun.parse(event.payload);
  if (run.app?.id !== event.appId || ![checkName, gateCheckName].includes(run.name)) return;
  if (event.action === 'requested_action' && !(await mayClick(event))) return;
  if (run.name === gateCheckName) return recheckGate(event, run.head_sha);
  await recheckCommit(event, run.head_sha, run.pull_requests);
};

/** Somebody asks for all checks again. */
export const onCheckSuite: EventHandler = async (event) => {
  if (event.action !== 'rerequested') return;
  const { check_suite: suite } = CheckSuite.parse(event.payload);
  await recheckGate(event, suite.head_sha);
  await recheckCommit(event, suite.head_sha, suite.pull_requests ?? []);
};
