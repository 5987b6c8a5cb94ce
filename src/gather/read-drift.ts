import type { DriftFact } from '../model/gate/gate-facts.ts';
import { type GateInput, lacking } from '../model/gate/gate-input.ts';
import type { EvidencePort } from '../model/ports/evidence.ts';
import { readDriftMarker } from '../report/drift/drift-issue.ts';

/** Label of the issues that the bot writes about drifts. */
const label = 'tollgate:drift';
/** In the marker’s state every difference is "check:severity:size". */
const blocks = /(?:^| )[^ :]+:block:/;

/** The App that writes the issues, and what is asked about. */
interface WantedDrift {
  /** Login that the App writes as. */
  readonly app: string;
  /** Whether that is certain, as where the App itself asks. */
  readonly isSure: boolean;
  /** Whether it is worth asking whether that is so. */
  readonly isRequired: boolean;
  readonly sha: string;
  readonly now: Date;
}

/**
 * Open issues about lasting differences, by their hidden marker and their author: anybody may write an issue that looks like one.
 *
 * No issues of an account that was never seen here say nothing: it may be somebody else’s name.
 */
export async function readDrift(
  github: EvidencePort,
  { app, isSure, isRequired, sha, now }: WantedDrift,
): Promise<GateInput<readonly DriftFact[]>> {
  const issues = await github.openIssues(label);
  const own = issues.flatMap(({ number, title, author, body, url }) => {
    const marker = author === app ? readDriftMarker(body) : null;
    return marker === null ? [] : [{ number, title, url, isBlocking: blocks.test(marker.state) }];
  });
  const isKnown = own.length > 0 || isSure || (isRequired && (await github.hasWritten(app, sha)));
  if (!isKnown) {
    return lacking(
      'absent',
      `nothing by ${app || 'an App without a name'} was ever seen here; is that the login of your App (--app)?`,
    );
  }
  return {
    kind: 'present',
    at: now.toISOString(),
    value: own.map(({ number, title, isBlocking }) => ({ number, title, isBlocking })),
    links: own.map(({ number, url }) => ({ label: `#${number}`, url })),
  };
}
