import { blindSpots } from '../../src/blind-spots/blind-spots.ts';
import { findTouches } from '../../src/blind-spots/find-touches.ts';
import { type Trend, trendOf } from '../../src/drift/trend-of.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { pullRequestCheck } from '../../src/report/pull-request-check.ts';
import type { BotEvent } from '../events/event.ts';
import { newestValidation, releaseVerdict, validationHistory } from '../store/validations.ts';
import { lintConfiguration } from './lint-configuration.ts';
import { type Changes, listChangedFiles } from './list-changed-files.ts';
import { publishCheck } from './publish-check.ts';

const hour = 3_600_000;

/** What is checked: a commit, and the changes that led to it. */
export interface Checked {
  readonly headSha: string;
  readonly changes: Changes;
}

/** Writes the check of one commit: what staging cannot tell about its changes. */
export async function checkCommit(event: BotEvent, { headSha, changes }: Checked): Promise<void> {
  const { repository, store, now, appId } = event;
  if (repository === null) return;
  const { owner, repo } = repository;
  const name = `${owner}/${repo}`;
  const github = await event.github();
  await publishCheck(github, { owner, repo, headSha, appId }, async () => {
    const [files, validation, release] = await Promise.all([
      listChangedFiles(github, repository, changes),
      newestValidation(store, name),
      releaseVerdict(store, name, headSha),
    ]);
    const trend = validation === null ? 'unknown' : await fidelityTrend(event, name, validation.verdict);
    const mistakes = await lintConfiguration(github, { owner, repo, sha: headSha, now }, files);
    const { touches, unread } = findTouches(files);
    return pullRequestCheck({
      spots: blindSpots(touches, validation?.verdict ?? null),
      unread,
      mistakes,
      release,
      validation:
        validation === null
          ? null
          : { ...validation, trend, ageHours: (now.getTime() - validation.generatedAt.getTime()) / hour },
    });
  });
}

/** Where the scores of the service’s kept validations go; one that measured nothing has none. */
async function fidelityTrend({ store }: BotEvent, repository: string, newest: Verdict): Promise<Trend> {
  const history = await validationHistory(store, { repository, service: newest.subject.service });
  return trendOf(history.flatMap(({ verdict }) => verdict.score ?? []).toReversed());
}
