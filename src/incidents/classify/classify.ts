import { z } from 'zod';
import { type IncidentClass, incidentClasses, IncidentClass as KnownClass } from '../incident-class.ts';
import { fieldsOf } from '../text/fields-of.ts';
import type { IncidentText } from '../text/incident-text.ts';
import { tellsOfIncident } from './is-incident.ts';
import { type Score, scoresOf } from './score.ts';

const Share = z.number().min(0).max(1);

/** `tollgate.classification/1`: which class an incident’s text speaks of, and the words that say so. */
export const Classification = z.strictObject({
  schema: z.literal('tollgate.classification/1'),
  class: z.union([KnownClass, z.literal('unknown')]).describe('unknown: it abstains'),
  confidence: Share.describe(
    'share of the best class among the three best; 1 where the author said it; 0 where it abstains',
  ),
  evidence: z.array(z.string()).describe('sentences, as written'),
  runnersUp: z.array(z.strictObject({ class: KnownClass, confidence: Share, evidence: z.array(z.string()) })),
  why: z.string().describe('what decided'),
});
export type Classification = z.infer<typeof Classification>;

const label = /^root[-_ ]cause[:=/ ]\s*(.+)$/i;
const enough = 1.5;
const shownRunnersUp = 3;

/**
 * Says which class an incident belongs to: from its label `root-cause: …` or front matter, else from its words; it abstains where
 * nothing happened or no cause is named.
 */
export function classify(text: IncidentText): Classification {
  const said = saidByAuthor(text);
  if (said !== null) return { ...said, schema: 'tollgate.classification/1', confidence: 1, runnersUp: [] };
  if (!tellsOfIncident(text))
    return abstain('it asks for something or wishes something; nothing is said to have happened', []);
  const scores = scoresOf(text);
  const [best, ...others] = scores;
  if (best === undefined || best.points < enough) return abstain('no sentence names a cause', scores);
  return {
    schema: 'tollgate.classification/1',
    class: best.class,
    confidence: confidenceOf(best, scores),
    evidence: [...best.evidence],
    runnersUp: runnersUp(others, scores),
    why: 'words of its text; a root-cause label would decide at once',
  };
}

function abstain(why: string, scores: readonly Score[]): Classification {
  return {
    schema: 'tollgate.classification/1',
    class: 'unknown',
    confidence: 0,
    evidence: [],
    runnersUp: runnersUp(scores, scores),
    why,
  };
}

function runnersUp(others: readonly Score[], all: readonly Score[]): Classification['runnersUp'] {
  return others.slice(0, shownRunnersUp).map((one) => ({
    class: one.class,
    confidence: confidenceOf(one, all),
    evidence: [...one.evidence],
  }));
}

function confidenceOf(one: Score, all: readonly Score[]): number {
  const total = all.slice(0, 3).reduce((sum, { points }) => sum + points, 0);
  return total > 0 ? Math.round(Math.min(1, one.points / total) * 100) / 100 : 0;
}

function saidByAuthor(text: IncidentText): Pick<Classification, 'class' | 'evidence' | 'why'> | null {
  const fields = fieldsOf(text);
  const inLabels = text.labels.map((one) => ({ quoted: one, said: label.exec(one)?.[1] }));
  const inMatter = ['root-cause', 'class'].map((key) => ({
    quoted: `${key}: ${text.frontMatter.get(key) ?? ''}`,
    said: text.frontMatter.get(key),
  }));
  const inForm = ['root cause', 'class'].map((key) => ({
    quoted: `${key}: ${fields.get(key) ?? ''}`,
    said: fields.get(key),
  }));
  for (const { quoted, said } of [...inLabels, ...inMatter, ...inForm]) {
    const known = said === undefined ? undefined : classNamed(said);
    if (known !== undefined) return { class: known, evidence: [quoted], why: 'the author says so' };
  }
  return null;
}

/**
 * The class that somebody wrote, with any of blanks, `-` and `_`, or undefined.
 *
 * @example classNamed('Connection-pool exhaustion') // 'connection_pool_exhaustion'
 */
export function classNamed(written: string): IncidentClass | undefined {
  const id = written
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  return incidentClasses.find((one) => one === id);
}
