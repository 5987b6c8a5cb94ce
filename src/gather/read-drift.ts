import type { DriftFact } from '../model/gate/gate-facts.ts';
import type { GateInput } from '../model/gate/gate-input.ts';
import type { EvidencePort } from '../model/ports/evidence.ts';
import { readDriftMarker } from '../report/drift/drift-issue.ts';

/** Label of the issues that the bot writes about drifts. */
const label = 'tollgate:drift';
/** In the marker’s state every difference is "check:severity:size". */
const blocks = /(?:^| )[^ :]+:block:/;

/**
 * Open issues about lasting differences, by their hidden marker and their author: anybody may write an issue that looks like one.
 *
 * @param authors logins of the App that writes them
 */
export async function readDrift(
  github: EvidencePort,
  { authors, now }: { readonly authors: readonly string[]; readonly now: Date },
): Promise<GateInput<readonly DriftFact[]>> {
  const issues = await github.openIssues(label);
  const own = issues.flatMap(({ number, title, author, body, url }) => {
    const marker = authors.includes(author) ? readDriftMarker(body) : null;
    return marker === null ? [] : [{ number, title, url, isBlocking: blocks.test(marker.state) }];
  });
  return {
    kind: 'present',
    at: now.toISOString(),
    value: own.map(({ number, title, isBlocking }) => ({ number, title, isBlocking })),
    links: own.map(({ number, url }) => ({ label: `#${number}`, url })),
  };
}
