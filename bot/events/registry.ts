import { commandHandlers } from '../commands/registry.ts';
import { onCheckRun, onCheckSuite } from './check-rerequested.ts';
import { onDeploymentProtectionRule } from './deployment-protection-rule.ts';
import type { EventHandler } from './event.ts';
import { commentHandler } from './issue-comment.ts';
import { onIssues } from './issues.ts';
import { onMergeGroup } from './merge-group.ts';
import { onPullRequest } from './pull-request.ts';
import { onPush } from './push.ts';
import { onWorkflowRun } from './workflow-run.ts';

/** Who handles which event of GitHub; events that nobody handles are stored and worked off without a trace. */
export const handlers: ReadonlyMap<string, EventHandler> = new Map([
  ['pull_request', onPullRequest],
  ['check_run', onCheckRun],
  ['check_suite', onCheckSuite],
  ['merge_group', onMergeGroup],
  ['issue_comment', commentHandler(commandHandlers)],
  ['issues', onIssues],
  ['push', onPush],
  ['workflow_run', onWorkflowRun],
  ['deployment_protection_rule', onDeploymentProtectionRule],
]);
