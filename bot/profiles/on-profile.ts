import { z } from 'zod';
import { readBaseline } from '../../src/commands/baseline.ts';
import { judgeProfiles } from '../../src/commands/compare.ts';
import { policyFrom } from '../../src/config/policy-from.ts';
import { commitFileReader } from '../../src/config/read-commit-file.ts';
import { selectService } from '../../src/config/select-service.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { obeyedConfiguration } from '../configuration/obeyed-configuration.ts';
import type { BotEvent, EventHandler } from '../events/event.ts';
import { tellVerdict } from '../slack/tell-verdict.ts';
import { isCompared, noteComparison, type Pair } from '../store/comparisons.ts';
import { hastenGates } from '../store/hasten-gates.ts';
import { findProfile, type KeptProfile, newestProfile } from '../store/profiles.ts';
import { keepVerdict } from '../store/validations.ts';
import { updateDriftIssues } from '../validations/drift-issues.ts';

const Payload = z.object({ profile: z.uuid() });

/** Which environment is compared with which. */
const sides = { reference: 'production', candidate: 'staging' } as const;
/** The other side may be a day old, and late: what is older is stale. */
const freshHours = 26;

/** A profile has come: where that of the other environment is fresh too, both are compared. */
export const onProfile: EventHandler = async (event) => {
  const { store, repository, now, log } = event;
  const known = await findProfile(store, Payload.parse(event.payload).profile);
  if (known === null || repository === null) return;
  const name = `${repository.owner}/${repository.repo}`;
  const { service, region } = known.profile.subject;
  const since = new Date(now.getTime() - freshHours * 3_600_000);
  const newest = (environment: string) =>
    newestProfile(store, { repository: name, service, region, environment, since });
  const [reference, candidate] = await Promise.all([newest(sides.reference), newest(sides.candidate)]);
  if (reference === null || candidate === null) {
    log.info(
      { service, lacks: reference === null ? sides.reference : sides.candidate },
      'the other side has no fresh profile',
    );
    return;
  }
  await comparePair(event, { name, reference, candidate });
};

interface Compared {
  readonly name: string;
  readonly reference: KeptProfile;
  readonly candidate: KeptProfile;
}

async function comparePair(event: BotEvent, { name, reference, candidate }: Compared): Promise<void> {
  const { store, log } = event;
  const pair: Pair = { reference: reference.id, candidate: candidate.id };
  if (await isCompared(store, pair)) return;
  const [one, other] = [await findProfile(store, pair.reference), await findProfile(store, pair.candidate)];
  if (one === null || other === null) return;
  const verdict = await judgePair(event, one.profile, other.profile);
  if (typeof verdict === 'string') {
    log.warn({ service: reference.service, why: verdict }, 'profiles could not be compared');
    return;
  }
  await store.transaction(async (transaction) => {
    const id = await keepVerdict(transaction, { repository: name, verdict, runId: null, link: null });
    if (id !== null) await noteComparison(transaction, pair, id);
  });
  await hastenGates(store, { repository: name, environment: null, now: event.now });
  await tellVerdict(event, { verdict, link: null, runId: null });
  await updateDriftIssues(event, verdict.subject.service);
}

/** Judges by the configuration of the default branch; where there is none that can be used, says why. */
async function judgePair(event: BotEvent, reference: Profile, candidate: Profile): Promise<Verdict | string> {
  const { repository, now } = event;
  if (repository === null) return 'no repository';
  const github = await event.github();
  const obeyed = await obeyedConfiguration(github, { ...repository, now });
  if (obeyed.kind === 'lack') return obeyed.message;
  const selected = selectService(obeyed.configuration, reference.subject.service);
  if (!selected.ok) return selected.message;
  const { settings } = selected;
  const readFile = commitFileReader(github.rest.repos.getContent, { ...repository, sha: obeyed.sha }, () => null);
  const baseline = settings.baseline === undefined ? null : await readBaseline(settings.baseline, readFile);
  const policy = policyFrom(settings, 'fidelity', baseline);
  return judgeProfiles({ reference, candidate }, { policy, only: null, now, hash: obeyed.hash });
}
