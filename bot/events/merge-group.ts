import { z } from 'zod';
import { checkCommit } from '../checks/check-commit.ts';
import { checkGroup } from '../gitops/check-group.ts';
import type { EventHandler } from './event.ts';

const MergeGroup = z.object({ merge_group: z.object({ head_sha: z.string(), base_sha: z.string() }) });

/** A merge queue wants the check of its own commit. */
export const onMergeGroup: EventHandler = async (event) => {
  if (event.action !== 'checks_requested') return;
  const { head_sha: head, base_sha: base } = MergeGroup.parse(event.payload).merge_group;
  await checkGroup(event, { base, head });
  await checkCommit(event, { headSha: head, changes: { kind: 'commits', base, head } });
};
