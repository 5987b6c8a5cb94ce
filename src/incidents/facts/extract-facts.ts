import { createHash } from 'node:crypto';
import type { Classification } from '../classify/classify.ts';
import { clausesOf, sentencesOf } from '../classify/clauses.ts';
import { factNames, IncidentFacts } from '../incident-facts.ts';
import { fieldsOf } from '../text/fields-of.ts';
import type { IncidentText } from '../text/incident-text.ts';
import { type FactRule, factRules } from './fact-rules.ts';

/** What the caller knows better than the text. */
export interface Given {
  readonly id?: string | undefined;
  readonly link?: string | undefined;
  readonly service?: string | undefined;
}

interface Found {
  readonly value: unknown;
  readonly evidence: string;
}

const longestEvidence = 300;
const unknown = { known: false } as const;

/**
 * Takes out of an incident’s text what a guard needs, each with the words that say so. What is not said stays unknown.
 *
 * The values are data from strangers; nothing of them is a pattern, a path or code.
 */
export function extractFacts(text: IncidentText, { class: named }: Classification, given: Given = {}): IncidentFacts {
  const fields = fieldsOf(text);
  const sentences = [text.title, text.body, ...text.comments].flatMap((part) => sentencesOf(part)).filter(isSaid);
  const found = new Map(factRules.map((rule) => [rule.fact, findFact(rule, fields, sentences)]));
  const bare = {
    schema: 'tollgate.incident-facts/1',
    id: idOf(given.id ?? text.id, text),
    title: text.title.slice(0, 500),
    link: linkOf(given.link ?? text.link),
    date: dateOf(text, fields),
    class: named,
    service: serviceOf(given.service, text, fields),
  };
  const facts = Object.fromEntries(factNames.map((name) => [name, checked(name, found.get(name) ?? null)]));
  return IncidentFacts.parse({ ...bare, ...facts });
}

/** A sentence that only says what it was not says nothing here. */
function isSaid(sentence: string): boolean {
  return clausesOf(sentence).some(({ role }) => role !== 'denied');
}

function findFact(rule: FactRule, fields: ReadonlyMap<string, string>, sentences: readonly string[]): Found | null {
  for (const name of rule.fields) {
    const field = fields.get(name);
    const found = field === undefined ? null : findIn(rule, field.replaceAll(/^`{3}\w*\n|`{3}$/g, ''));
    if (found !== null) return found;
  }
  // The last patterns of a rule (`^…$`) are for fields, where nothing else stands.
  const inProse = { ...rule, patterns: rule.patterns.filter(({ source }) => !source.startsWith('^')) };
  for (const sentence of sentences) {
    const found = findIn(inProse, sentence);
    if (found !== null) return found;
  }
  return null;
}

function findIn({ patterns, value }: FactRule, text: string): Found | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match !== null) return { value: value(match.groups ?? {}), evidence: text.slice(0, longestEvidence) };
  }
  return null;
}

/** A value that cannot be meant (a pool of 0, an error rate of 300 %) is not known. */
function checked(name: (typeof factNames)[number], found: Found | null): object {
  if (found === null) return unknown;
  const fact = IncidentFacts.shape[name].safeParse({ known: true, ...found });
  return fact.success ? fact.data : unknown;
}

function idOf(id: string | null, { title, body }: IncidentText): string {
  const safe = (id ?? '')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[-_]+/, '')
    .slice(0, 64);
  if (safe !== '') return safe;
  return `incident-${createHash('sha256').update(`${title}\n${body}`).digest('hex').slice(0, 8)}`;
}

function linkOf(link: string | null): string | null {
  return IncidentFacts.shape.link.safeParse(link).success ? link : null;
}

function dateOf({ date, body }: IncidentText, fields: ReadonlyMap<string, string>): string | null {
  const written = [fields.get('date'), fields.get('when'), fields.get('started'), date, body];
  for (const text of written) {
    const day = /\b\d{4}-\d\d-\d\d\b/.exec(text ?? '')?.[0];
    if (day !== undefined && IncidentFacts.shape.date.safeParse(day).success) return day;
  }
  return null;
}

const nobody = 'service';

function serviceOf(given: string | undefined, text: IncidentText, fields: ReadonlyMap<string, string>): string {
  const labelled = text.labels
    .map((label) => /^service[:/= ]\s*(.+)$/i.exec(label)?.[1])
    .find((one) => one !== undefined);
  const told = /\b[Tt]he ([a-z][a-z0-9-]{1,40}) (?:service|api|app|backend)\b/.exec(`${text.title}\n${text.body}`)?.[1];
  for (const one of [given, fields.get('service'), labelled, told]) {
    const safe = (one ?? '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9-]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 63);
    if (safe !== '' && one !== undefined && one.length < 100) return safe.replace(/-+$/, '');
  }
  return nobody;
}
