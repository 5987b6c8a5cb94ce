import type { IncidentText } from '../text/incident-text.ts';

const asked =
  /\b(?:feature request|enhancement|proposal|would (?:be (?:nice|great|helpful|useful|good|lovely|enough)|help|let|allow|save)|it[’']d be|please (?:add|support|consider|provide|allow|make|expose|document)|(?:add|adding) (?:an? )?(?:option|support|flag|setting|ability|way|button|column|page|command|metric)|as an? \w+(?: \w+)?,? i|(?:i|we)(?:[’']d| would) (?:like|love|want|prefer)|i want|we want|allow (?:us|users|me|setting|configuring)|support (?:for|the)|make \w+(?: \w+)? configurable|is there an?(?:y)? (?:way|option|setting|plan|recommended)|how (?:do|can|should|would|does|to|many|much|long)|can (?:i|we|you|someone|anyone)|could (?:i|we|you|someone|anyone)|should (?:i|we)|what(?:[’']s| is| are| does| would| should)|which (?:one|version|value|setting)|where (?:do|can|is|are)|does (?:it|this|the|anyone)|is it (?:possible|safe|normal|expected|ok|okay|supported)|any (?:advice|idea|recommendation|tips|guidance|pointers|plans)|best practice|documentation|docs|question|thanks in advance|help me|wondering|trying to understand)\b|\?(?=\s|$)/gi;
const happened =
  /\b(?:outages?|incidents?|post-?mortem|went down|was down|were down|is down|downtime|unavailab\w+|(?:failed|failing|crashed|crashing|crashes|exhausted|expired|overloaded|overwhelmed|hung|stalled|deadlocked|broke|collapsed|corrupted|leaked|dropped|lost|deleted|rejected|timed out)|5xx|50[0234]s?|error rate|errors (?:spiked|rose|began|started)|(?:customers|users|clients|requests) (?:could not|couldn[’']t|were unable|were rejected|saw|failed|received|got)|degraded|disrupt\w+|rolled back|on-?call|paged|pager|sev-?\d|root cause|caused|led to)\b/gi;
const requestLabel =
  /^(?:kind[/:] ?|type[/:] ?)?(?:feature|feature[- ]request|enhancement|question|support|discussion|documentation|docs|proposal|rfc|help wanted)$/i;
const incidentLabel = /^(?:kind[/:] ?|type[/:] ?)?(?:incident|outage|post-?mortem|sev-?\d)(?:[/: ].*)?$/i;

/**
 * Whether a text tells of something that happened, and not of something wished or asked for.
 *
 * Wishes and questions use the same words as incidents (“timeout”, “pool”, “slow”); what tells them apart is that nothing is said to
 * have failed, or that more is asked than told.
 */
export function tellsOfIncident({ title, body, labels }: IncidentText): boolean {
  if (labels.some((label) => incidentLabel.test(label))) return true;
  if (labels.some((label) => requestLabel.test(label))) return false;
  const asks = 2 * count(title, asked) + count(body, asked);
  const tells = count(title, happened) + count(body, happened);
  return asks === 0 || tells > asks;
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
