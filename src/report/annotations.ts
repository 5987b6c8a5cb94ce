import { address } from '../model/address.ts';
import type { Finding } from '../model/finding.ts';
import { formatCount } from '../model/format-value.ts';
import { checkCount } from './check-count.ts';
import { plainText } from './escape/plain-text.ts';
import { groupByReason } from './group-by-reason.ts';
import { groupBySubject, type SubjectGroup } from './group-by-subject.ts';
import { messageText } from './message-text.ts';
import { othersText } from './others-text.ts';

/** A remark that GitHub shows on the run's page; plain text, to be written with the escaping of a workflow command. */
export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly title: string;
  readonly message: string;
}

/** The runner drops what a step says beyond ten of a kind, and cuts a message at 4,096 characters. */
const perLevel = 10;
const longest = { title: 200, message: 4096 } as const;

/**
 * The findings worth an annotation: differences at `block` as errors, at `warn` as warnings, and what a pass waits for as warnings.
 *
 * At most ten of each level; where there are more, the tenth says how many.
 */
export function annotations(findings: readonly Finding[]): Annotation[] {
  const differences = groupBySubject(findings.filter(({ status }) => status === 'diverged'));
  const at = (severity: Finding['severity'], level: Annotation['level']) =>
    differences.filter(({ worst }) => worst.severity === severity).map((group) => ofDifference(group, level));
  return [...firstTen(at('block', 'error')), ...firstTen([...at('warn', 'warning'), ...missing(findings)])];
}

function ofDifference({ worst, others }: SubjectGroup, level: Annotation['level']): Annotation {
  const also = others.length === 0 ? '' : ` Also ${othersText(others)}.`;
  const remedy = worst.remedy === '' ? '' : ` ${worst.remedy}`;
  return annotation(level, address(worst), `${messageText(worst)}.${also}${remedy}`);
}

/** One annotation per reason why required checks could not be measured. */
function missing(findings: readonly Finding[]): Annotation[] {
  const required = findings.filter(
    ({ status, required }) => status === 'error' || (status === 'unmeasured' && required),
  );
  return groupByReason(required).map(({ code, means, todo, findings: members }) => {
    const first = members[0] === undefined ? '' : ` ${members[0].message}.`;
    return annotation('warning', `not measured: ${code} (${checkCount(members.length)})`, `${means}${first} ${todo}`);
  });
}

function annotation(level: Annotation['level'], title: string, message: string): Annotation {
  return { level, title: plainText(title, longest.title), message: plainText(message, longest.message) };
}

function firstTen(all: readonly Annotation[]): Annotation[] {
  const [first] = all;
  if (first === undefined || all.length <= perLevel) return [...all];
  const left = formatCount(all.length - perLevel + 1);
  return [
    ...all.slice(0, perLevel - 1),
    annotation(first.level, `${left} more`, `${left} more findings are in the report of this run.`),
  ];
}
