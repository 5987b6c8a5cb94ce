import type { Finding } from '../../model/finding.ts';
import type { CheckName } from '../../model/policy.ts';
import type { Server } from '../../model/sections/data/server.ts';
import { type DataComparison, dataFinding } from './data-comparison.ts';

/** Settings that decide about waiting and not about plans. */
const waiting = /^(max_connections|.*_timeout|default_transaction_isolation|timezone)$/i;

interface Difference {
  readonly check: Extract<
    CheckName,
    'planner-settings' | 'database-settings' | 'extensions' | 'collation' | 'server-version'
  >;
  readonly subject: string;
  readonly reference: string;
  readonly candidate: string;
  /** Only shown, whatever the rule says. */
  readonly isSmall?: boolean;
}

const missing = 'not there';

function differences(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>) {
  return [...new Set([...one.keys(), ...other.keys()])]
    .map((subject) => ({ subject, reference: one.get(subject) ?? missing, candidate: other.get(subject) ?? missing }))
    .filter(({ reference, candidate }) => reference !== candidate);
}

function settingsOf({ settings }: Server, isWanted: (name: string) => boolean): Map<string, string> {
  const wanted = settings.filter(({ name }) => isWanted(name));
  return new Map(wanted.map(({ name, value, unit }) => [name, unit === null ? value : `${value} × ${unit}`]));
}

/** Another major version has settings that this one never heard of: that is said once, by the version. */
function settingDifferences(reference: Server, candidate: Server): Difference[] {
  const isKnown = ({ reference: one, candidate: other }: { reference: string; candidate: string }) =>
    reference.major === candidate.major || (one !== missing && other !== missing);
  const compared = (isWanted: (name: string) => boolean) =>
    differences(settingsOf(reference, isWanted), settingsOf(candidate, isWanted)).filter(isKnown);
  return [
    ...compared((name) => !waiting.test(name)).map((one) => ({ check: 'planner-settings' as const, ...one })),
    ...compared((name) => waiting.test(name)).map((one) => ({ check: 'database-settings' as const, ...one })),
  ];
}

const collationOf = ({ database }: Server) =>
  new Map([
    ['encoding', database.encoding],
    ['collation', `${database.provider} ${database.collate}`],
    ['character types', database.ctype],
  ]);

function serverDifferences(reference: Server, candidate: Server): Difference[] {
  const extensions = ({ extensions: all }: Server) => new Map(all.map(({ name, version }) => [name, version]));
  const [one, other] = [reference.database.collationVersion, candidate.database.collationVersion];
  const sameMajor = reference.major === candidate.major;
  return [
    ...differences(collationOf(reference), collationOf(candidate)).map((found) => ({
      check: 'collation' as const,
      ...found,
    })),
    ...(one !== null && other !== null && one !== other
      ? [{ check: 'collation' as const, subject: 'collation version', reference: one, candidate: other, isSmall: true }]
      : []),
    ...differences(extensions(reference), extensions(candidate)).map((found) => ({
      check: 'extensions' as const,
      ...found,
      isSmall: found.reference !== missing && found.candidate !== missing,
    })),
    ...(reference.version === candidate.version
      ? []
      : [
          {
            check: 'server-version' as const,
            subject: 'server',
            reference: reference.version,
            candidate: candidate.version,
            isSmall: sameMajor,
          },
        ]),
  ];
}

/** Compares versions, extensions, collation and the settings that the planner reads. */
export function judgeServer(data: DataComparison): Finding[] {
  const [reference, candidate] = [data.pair.reference.server, data.pair.candidate.server];
  const { comparison } = data;
  return [...settingDifferences(reference, candidate), ...serverDifferences(reference, candidate)].map((found) =>
    dataFinding(data, {
      check: found.check,
      route: found.subject,
      status: 'diverged',
      severity: found.isSmall === true ? 'observe' : comparison.policy.rules[found.check].severity,
      reasonCode: 'outside-tolerance',
      message: `${found.subject} is ${found.reference} in ${comparison.reference.environment}, ${found.candidate} in ${comparison.candidate.environment}`,
    }),
  );
}
