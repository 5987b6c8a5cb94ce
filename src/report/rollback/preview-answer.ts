import type { Answer, Line, Piece } from '../../chatops/answer.ts';
import { type PastRelease, versionOf } from '../../rollout/past-release.ts';
import type { UndoneChanges } from '../../rollout/undone-changes.ts';

/** What a rollback would do. */
export interface Previewed {
  readonly environment: string;
  readonly current: PastRelease;
  readonly target: PastRelease;
  readonly forced: boolean;
  readonly isForeign: boolean;
  readonly targetIsBad: string | null;
  readonly undone: UndoneChanges | null;
}

const most = 10;
const short = (release: PastRelease) => versionOf(release).replace(/^([0-9a-f]{12})[0-9a-f]{28}$/, '$1');
const day = (at: Date) =>
  at.getTime() === 0 ? 'nobody knows when' : `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const outcomes = { succeeded: 'came up', failed: 'failed', unfinished: 'was not seen to come up' } as const;

function titleOf({ sha }: PastRelease, undone: UndoneChanges | null): string | null {
  return undone?.commits.find((one) => one.sha === sha)?.title ?? null;
}

function named(release: PastRelease, title: string | null): Piece[] {
  const words: Piece[] = title === null || title === '' ? [] : [' ', { code: title.slice(0, 100) }];
  return [{ code: short(release) }, ...words, ` (${outcomes[release.outcome]}, ${day(release.at)})`];
}

function some(what: string, items: readonly Line[]): Line[] {
  const rest = items.length - most;
  return [...items.slice(0, most), ...(rest > 0 ? [`and ${rest} more ${what}`] : [])];
}

function commitLines({ commits, commitCount }: UndoneChanges): Line[] {
  if (commitCount === 0) return ['It undoes no commit'];
  const newest = commits
    .toReversed()
    .map(
      ({ sha, title, author }): Line => [
        { code: sha.slice(0, 12) },
        ' ',
        { code: title.slice(0, 100) },
        author === '' ? '' : ` by ${author}`,
      ],
    );
  return [`It undoes ${commitCount} commit${commitCount === 1 ? '' : 's'}:`, ...some('commits', newest)];
}

function migrationLines({ migrations }: UndoneChanges): Line[] {
  if (migrations.length === 0) return [];
  const lines = migrations.map(
    ({ path, line, what, takesAway }): Line => [
      { code: `${path}:${line}` },
      ' ',
      { code: what },
      takesAway ? ' takes away what the older code may need' : ' stays; the older code must live with it',
    ],
  );
  return ['⚠ Migrations are not undone, the data stays as they left it:', ...some('migrations', lines)];
}

function flagLines({ flags }: UndoneChanges): Line[] {
  if (flags.length === 0) return [];
  const names = flags.slice(0, most).flatMap((name): Piece[] => [{ code: name }, ' ']);
  return [['Flags that the older code does not ask for: ', ...names]];
}

function unreadLines({ unread, isCutOff }: UndoneChanges): Line[] {
  const files = unread.slice(0, most).flatMap((path): Piece[] => [{ code: path }, ' ']);
  return [
    ...(unread.length > 0 ? [['GitHub shows no change of these files, look at them: ', ...files] as Line] : []),
    ...(isCutOff ? ['GitHub shows only the first 300 files: there may be more'] : []),
  ];
}

function doubtLines({ forced, isForeign, targetIsBad, target }: Previewed): Line[] {
  return [
    ...(forced ? [['⚠ ', { code: short(target) }, ' was never seen to come up there: it is forced'] as Line] : []),
    ...(isForeign
      ? [
          '⚠⚠ IT IS NOT IN THE HISTORY OF THE DEFAULT BRANCH: GitHub shows the commits of every fork here too, so it may be a stranger’s. Read it before you go on',
        ]
      : []),
    ...(targetIsBad === null ? [] : [['⚠ It was itself rolled back from: ', { code: targetIsBad }] as Line]),
  ];
}

/** Says what a rollback would do, before anybody says yes. */
export function previewAnswer(previewed: Previewed): Answer {
  const { environment, current, target, undone } = previewed;
  const changes =
    undone === null
      ? ['GitHub cannot compare the two: what it undoes is not known']
      : [...commitLines(undone), ...migrationLines(undone), ...flagLines(undone), ...unreadLines(undone)];
  return {
    mood: 'waiting',
    title: ['Roll ', { code: environment }, ' back to ', { code: short(target) }],
    lines: [
      ['There is now ', ...named(current, titleOf(current, undone))],
      ['It goes back to ', ...named(target, undone?.target ?? null)],
      ...doubtLines(previewed),
      ...changes,
    ],
  };
}
