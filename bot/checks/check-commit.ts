import { blindSpots } from '../../src/blind-spots/blind-spots.ts';
import { findTouches } from '../../src/blind-spots/find-touches.ts';
import { defaultPullRequests } from '../../src/config/validation-schema.ts';
import { type Trend, trendOf } from '../../src/drift/trend-of.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { pullRequestCheck } from '../../src/report/pull-request/pull-request-check.ts';
import type { BotEvent } from '../events/event.ts';
import { knownRepository } from '../schedule/known-repository.ts';
import { newestConclusion, newestValidation, releaseVerdict, validationHistory } from '../store/validations.ts';
import { noteOf } from './changes-note.ts';
import { lintConfiguration } from './lint-configuration.ts';
import { type Changes, listChangedFiles } from './list-changed-files.ts';
import { ownPlansOf } from './own-plans-of.ts';
import { publishCheck } from './publish-check.ts';

const hour = 3_600_000;

/** What is checked: a commit, and the changes that led to it. */
export interface Checked {
  readonly headSha: string;
  readonly changes: Changes;
}

/** Writes the check of one commit: what staging cannot tell about its changes. */
export async function checkCommit(event: BotEvent, { headSha, changes }: Checked): Promise<void> {
  const { repository, appId } = event;
  if (repository === null) return;
  const github = await event.github();
  await publishCheck(github, { ...repository, headSha, appId, note: noteOf(changes) }, async () => {
    const { plans: workflow, severity } = (await knownRepository(event))?.plan.pullRequests ?? defaultPullRequests;
    const [{ files, listedAtMost }, known, plans] = await Promise.all([
      listChangedFiles(github, repository, changes),
      knownOf(event, headSha),
      ownPlansOf(github, repository, { workflow, sha: headSha }),
    ]);
    const mistakes = await lintConfiguration(github, { ...repository, sha: headSha, now: event.now }, files);
    const { touches, unread } = findTouches(files);
    const spots = blindSpots(touches, known.validation?.verdict ?? null);
    const check = pullRequestCheck({ ...known, spots, unread, listedAtMost, mistakes, plans, severity });
    event.log.info({ commit: headSha, conclusion: check.conclusion }, 'a commit is checked');
    return check;
  });
}

/** What trusted validations say. */
async function knownOf(event: BotEvent, headSha: string) {
  const { repository, store, now } = event;
  const name = `${repository?.owner}/${repository?.repo}`;
  const hoursSince = (instant: Date) => (now.getTime() - instant.getTime()) / hour;
  const [newest, concluded, release] = await Promise.all([
    newestValidation(store, name),
    newestConclusion(store, name),
    releaseVerdict(store, name, headSha),
  ]);
  const trend = newest === null ? 'unknown' : await fidelityTrend(event, name, newest.verdict);
  return {
    release,
    concludedHours: concluded === null ? null : hoursSince(concluded),
    validation: newest === null ? null : { ...newest, trend, ageHours: hoursSince(newest.generatedAt) },
  };
}

/** Where the scores of the service’s kept validations go; one that measured nothing has none. */
async function fidelityTrend({ store }: BotEvent, repository: string, newest: Verdict): Promise<Trend> {
  const history = await validationHistory(store, { repository, service: newest.subject.service });
  return trendOf(history.flatMap(({ verdict }) => verdict.score ?? []).toReversed());
}
