import { z } from 'zod';
import type { ValidationPlan } from '../../src/config/validation-schema.ts';
import type { BotEvent, EventHandler } from '../events/event.ts';
import type { BotMetrics } from '../metrics.ts';
import { tellSchedule } from '../slack/tell-schedule.ts';
import {
  beginSlot,
  type KeptSlot,
  noteSlot,
  type SlotKey,
  unfinishedSlots,
  wasValidatedSince,
} from '../store/slots.ts';
import type { Begun } from './begun.ts';
import { dispatchValidation } from './dispatch-validation.ts';
import { knownRepository } from './known-repository.ts';
import { Asked, tellAsker } from './tell-asker.ts';
import { type Here, validateHere } from './validate-here.ts';

const Payload = z.object({
  slot: z.iso.datetime(),
  missed: z.number().int().nonnegative(),
  asked: Asked.nullable().default(null),
});

/** A validation that has been under way for so long will never end. */
const longest = 6 * 3_600_000;

export interface SlotWork {
  readonly metrics: Pick<BotMetrics, 'slots'>;
  readonly here: Here;
}

/**
 * A slot of the schedule has come, or somebody has asked: staging is validated, unless the validation before it is still under way.
 */
export function onSlotDue(work: SlotWork): EventHandler {
  return async (event) => {
    const { slot: at, missed, asked } = Payload.parse(event.payload);
    const known = await knownRepository(event);
    if (known === null || (asked === null && known.plan.schedule.length === 0)) return;
    const key = { repository: known.name, slot: new Date(at) };
    const before = await beginSlot(event.store, key, { missed, now: event.now });
    if (before !== null && before.state !== 'running') return;
    const begun = await begin(event, work, { key, plan: known.plan, missed, before, isAsked: asked !== null });
    // What was validated here is noted together with its verdict.
    if (begun.state !== 'done') await noteSlot(event.store, key, { ...begun, now: event.now });
    const { slot } = key;
    if (asked !== null) await tellAsker(event, asked, { slot, begun });
    else await tellSchedule(event, { slot, missed, begun });
    work.metrics.slots.inc({ outcome: begun.state });
    const isWell = begun.state === 'done' || begun.state === 'dispatched';
    event.log[isWell ? 'info' : 'warn']({ slot: at, missed, ...begun }, 'a scheduled validation was begun');
  };
}

interface Beginning {
  readonly key: SlotKey;
  readonly plan: ValidationPlan;
  readonly missed: number;
  readonly before: KeptSlot | null;
  /** By a person, who may have waited behind another validation that says as much. */
  readonly isAsked: boolean;
}

async function begin(event: BotEvent, { here }: SlotWork, beginning: Beginning): Promise<Begun> {
  const { key, plan, missed, before, isAsked } = beginning;
  if (isAsked && (await wasValidatedSince(event.store, key))) {
    return { state: 'skipped', note: 'Another one was begun after this was asked for' };
  }
  const underWay = await whatIsUnderWay(event, key);
  if (underWay !== null) return { state: 'skipped', note: underWay };
  if (plan.run === 'here') return validateHere(event, { key, here, missed });
  return dispatchValidation(event, { plan, before });
}

/** The run before this one, if GitHub says that it is not over; what the bot itself began and did not end was lost. */
async function whatIsUnderWay(event: BotEvent, key: SlotKey): Promise<string | null> {
  const { repository, store, now } = event;
  if (repository === null) return null;
  for (const slot of await unfinishedSlots(store, key)) {
    const note = await stillRunning(event, slot);
    if (note !== null) return note;
    const state = slot.runId === null ? 'failed' : 'done';
    await noteSlot(store, { ...key, slot: slot.slot }, { state, now });
  }
  return null;
}

async function stillRunning({ repository, now, ...event }: BotEvent, slot: KeptSlot): Promise<string | null> {
  if (repository === null || slot.runId === null || now.getTime() - slot.startedAt.getTime() > longest) return null;
  const github = await event.github();
  const { data } = await github.rest.actions.getWorkflowRun({ ...repository, run_id: slot.runId });
  return data.status === 'completed' ? null : `run ${slot.runId} of ${slot.slot.toISOString()} is still under way`;
}
