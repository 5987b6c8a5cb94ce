import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Configuration } from '../../src/config/schema.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { parseEgress } from '../egress/egress-rule.ts';
import type { BotEvent } from '../events/event.ts';
import type { Operator } from '../operator/operator.ts';
import type { Grants } from '../operator/operator-file.ts';
import { tellVerdict } from '../slack/tell-verdict.ts';
import { noteSlot, type SlotKey } from '../store/slots.ts';
import { keepVerdict } from '../store/validations.ts';
import { updateDriftIssues } from '../validations/drift-issues.ts';
import type { Begun } from './begun.ts';
import { type Programs, runValidation } from './run-validation.ts';
import { takeConfiguration } from './take-configuration.ts';
import { whyNotHere } from './why-not-here.ts';

/** What a validation beside the bot is made with. */
export interface Here {
  readonly operator: Operator;
  readonly programs: Programs;
}

/** Measures and compares beside the bot, with nothing but what the operator grants to the repository. */
export async function validateHere(
  event: BotEvent,
  { key, here, missed }: { readonly key: SlotKey; readonly here: Here; readonly missed: number },
): Promise<Begun> {
  if (event.repository === null) return { state: 'failed', note: 'no repository' };
  const grants = here.operator.grantsOf(key.repository);
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-validation-'));
  try {
    const place = { ...event.repository, now: event.now };
    const taken = await takeConfiguration(await event.github(), place, { folder, environment: grants.variables });
    if ('problem' in taken) return { state: 'failed', note: taken.problem };
    const refused = whyNotHere(taken.configuration, rulesOf(grants));
    if (refused.length > 0) return { state: 'failed', note: refused.join('\n') };
    const outcomes = await measureAll(taken, { folder, grants, programs: here.programs });
    return await keep(event, { key, missed }, outcomes);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function rulesOf({ egress }: Grants) {
  return egress.flatMap((text) => parseEgress(text) ?? []);
}

type Outcome = { readonly verdict: Verdict } | { readonly lack: string };

/** One after the other: together they would load the servers that they measure. */
async function measureAll(
  { configuration, sha }: { readonly configuration: Configuration; readonly sha: string },
  running: { readonly folder: string; readonly grants: Grants; readonly programs: Programs },
): Promise<Outcome[]> {
  const services = configuration.services === undefined ? [null] : Object.keys(configuration.services);
  const outcomes: Outcome[] = [];
  for (const service of services) outcomes.push(await runValidation({ ...running, service, sha }));
  return outcomes;
}

/** The verdicts and the end of the slot are kept together, so that a repetition neither loses nor doubles them. */
async function keep(
  event: BotEvent,
  { key, missed }: { readonly key: SlotKey; readonly missed: number },
  outcomes: readonly Outcome[],
): Promise<Begun> {
  const { store, now } = event;
  const verdicts = outcomes.flatMap((outcome) => ('verdict' in outcome ? [outcome.verdict] : []));
  const lacks = outcomes.flatMap((outcome) => ('lack' in outcome ? [outcome.lack] : []));
  const state = lacks.length === 0 ? 'done' : 'failed';
  const note = lacks.join('\n');
  await store.transaction(async (transaction) => {
    for (const verdict of verdicts) {
      await keepVerdict(transaction, { repository: key.repository, verdict, runId: null, link: null, missed });
    }
    await noteSlot(transaction, key, { state, note, now });
  });
  for (const verdict of verdicts) {
    const { subject, question } = verdict;
    await tellVerdict(event, { verdict, link: null, runId: null });
    if (question === 'fidelity') await updateDriftIssues(event, subject.service);
  }
  const said = verdicts.map(({ subject, decision, summary }) => `${subject.service}: ${decision}. ${summary}`);
  return lacks.length === 0 ? { state: 'done', verdicts: said } : { state: 'failed', note };
}
