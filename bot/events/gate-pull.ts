import { z } from 'zod';
import { checkPullAgain } from '../gitops/check-pull.ts';
import { findGatePull } from '../store/gate-pulls.ts';
import type { EventHandler } from './event.ts';

const Due = z.object({ pull: z.uuid() });

/** It is time to judge an open pull request of a configuration repository again. */
export const onGatePullDue: EventHandler = async (event) => {
  const kept = await findGatePull(event.store, Due.parse(event.payload).pull);
  if (kept !== null && kept.dueAt.getTime() <= event.now.getTime()) await checkPullAgain(event, kept);
};
