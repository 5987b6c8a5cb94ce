import { setTimeout as sleep } from 'node:timers/promises';
import { ProbotOctokit } from 'probot';
import { createGovernor, type Governor } from './create-governor.ts';
import { createPace, type Pace } from './create-pace.ts';
import type { GitHubMetrics } from './github-metrics.ts';

export interface Governed {
  readonly metrics: GitHubMetrics;
  /** What GitHub allows an installation in a minute: a read is 1 point, a write 5. */
  readonly pointsPerMinute: number | null;
  readonly now: () => Date;
}

type Options = ConstructorParameters<typeof ProbotOctokit>[0];

/** Whose limits a client uses up: those of its installation, or of the App itself. */
function ownerOf(options: Options): string {
  const { installationId } = Object(options?.auth) as { installationId?: number };
  return installationId === undefined ? 'app' : String(installationId);
}

/**
 * The client of GitHub’s API as the bot uses it.
 *
 * Probot’s own pacing sends one write a second and one comment in three, which makes five writes take seven seconds; and it waits out a
 * limit inside the handler. Here what may be sent is sent at once, and what GitHub refuses for a limit goes back to the queue until then.
 */
export function createOctokit({ metrics, pointsPerMinute, now }: Governed): typeof ProbotOctokit {
  const pace: Pace = createPace(pointsPerMinute, sleep);
  const governors = new Map<string, Governor>();
  const governed = ProbotOctokit.plugin((octokit, options) => {
    const owner = ownerOf(options);
    const governor = governors.get(owner) ?? createGovernor({ owner, pace, metrics, now });
    governors.set(owner, governor);
    octokit.hook.wrap('request', (request, given) => governor(() => Promise.resolve(request(given)), given.method));
  });
  return governed.defaults((given: object) => ({
    ...given,
    throttle: { enabled: false },
    retry: { enabled: false },
  }));
}
