import type { CanaryFile } from '../../../model/canary/canary-file.ts';
import type { Tool } from '../../../model/tool.ts';
import type { Verdict } from '../../../model/verdict.ts';
import { worstFirst } from '../../../model/worst-first.ts';
import { decide } from '../../decide.ts';
import { scoreOf, summariseDimensions } from '../../score.ts';
import type { CanaryState } from '../judge-canary.ts';
import { type CanaryRun, isAtDeadline, judgedLooks, lookSeconds } from './canary-run.ts';
import { examineMetric } from './examined-metric.ts';
import { guardFindings } from './guard-findings.ts';
import { metricFinding } from './metric-finding.ts';
import { metricOutcome } from './metric-outcome.ts';
import { traceMetric } from './trace-metric.ts';

/** How a verdict is told, and facts about the run that no judgement depends on. */
export interface CanaryReporting {
  readonly tool: Tool;
  /** When the verdict is made, where the file does not say when its rows were read. */
  readonly now: string;
  /** The rollout goes on: an undecided verdict asks for more. */
  readonly isPartial: boolean;
  /** Whether every metric’s scores are told look by look. */
  readonly withTrace: boolean;
}

/** Where the file names no start, its rows end when the verdict is made. */
function windowsOf(file: CanaryFile, generatedAt: string): Verdict['windows'] {
  const length = (file.metrics[0]?.rows.length ?? 0) * lookSeconds(file) * 1000;
  const from = file.start === null ? Date.parse(generatedAt) - length : Date.parse(file.start);
  const window = { from: new Date(from).toISOString(), to: new Date(from + length).toISOString() };
  return { reference: { environment: 'baseline', ...window }, candidate: { environment: 'canary', ...window } };
}

/** Fewer looks planned than a pass needs: said, because no number of requests would help. */
function tooShort({ horizon, deadline, minPassLooks }: CanaryFile['judge']): string[] {
  const planned = horizon + deadline.extraLooks;
  if (minPassLooks <= planned) return [];
  return [
    `Nothing can pass: it takes ${minPassLooks} measured looks (minPassLooks), and ${planned} are planned (horizon).`,
  ];
}

function remarksOf(run: CanaryRun): string[] {
  const { file } = run;
  const { warmup, horizon } = file.judge;
  const looks = judgedLooks(run);
  return [
    ...file.remarks,
    ...tooShort(file.judge),
    ...(file.start === null ? ['The file names no start: its times are counted back from when it was judged.'] : []),
    ...(warmup === 0 ? [] : [`The first ${warmup} looks are warm-up and were not judged.`]),
    ...(looks >= horizon || run.isPartial || run.state.stand !== 'undecided'
      ? []
      : [`The file ends at look ${looks} of ${horizon} planned ones.`]),
    ...(file.metrics.some(({ kind }) => kind === 'gauge')
      ? ['Gauges are judged approximately: levels are autocorrelated, so slow ones stay undecided.']
      : []),
  ];
}

/** Whoever read the rows made the verdict, where the file says so. */
function originOf(file: CanaryFile, { now }: CanaryReporting): NonNullable<CanaryFile['origin']> {
  return file.origin ?? { generatedAt: now, configHash: 'none', command: 'canary judge' };
}

/**
 * The report of a judged canary file.
 *
 * The verdict’s time, command and configuration are those of whoever read the rows, where the file says so: judged again, the same
 * file gives the same bytes.
 */
export function reportCanary(file: CanaryFile, state: CanaryState, reporting: CanaryReporting): Verdict {
  const run: CanaryRun = { file, state, isPartial: reporting.isPartial };
  const examined = state.metrics.map((metric) => examineMetric(metric, file));
  const findings = worstFirst([...examined.map((metric) => metricFinding(metric, run)), ...guardFindings(run)]);
  const outcome = decide(findings, 'canary');
  const goesOn = reporting.isPartial && outcome.decision === 'inconclusive' && !isAtDeadline(run);
  return {
    schema: 'tollgate.report/1',
    tool: { name: reporting.tool.name, version: reporting.tool.version },
    ...originOf(file, reporting),
    question: 'canary',
    ...outcome,
    next: goesOn ? 'continue' : 'stop',
    subject: file.subject,
    windows: windowsOf(file, originOf(file, reporting).generatedAt),
    ...scoreOf(findings),
    dimensions: summariseDimensions(findings),
    findings,
    remarks: remarksOf(run),
    metrics: reporting.withTrace
      ? examined.map((metric) => traceMetric(metric, metricOutcome(metric, run).decidedAt, run))
      : [],
  };
}
