import type { Finding } from '../model/finding.ts';
import type { Tool } from '../model/tool.ts';
import type { Verdict } from '../model/verdict.ts';
import { worstFirst } from '../model/worst-first.ts';
import { decide } from './decide.ts';
import { scoreOf, summariseDimensions } from './score.ts';

/** Facts about the run that the report carries and no judgement depends on. */
export interface Run {
  readonly tool: Tool;
  readonly command: string;
  readonly generatedAt: string;
  readonly configHash: string;
}

/** What was judged, and what came of it. */
export interface Judged extends Pick<Verdict, 'question' | 'subject' | 'windows'> {
  /** In any order; waivers and the baseline are applied already. */
  readonly findings: readonly Finding[];
  readonly remarks: readonly string[];
}

/** The verdict that follows from findings, which it holds worst first; the same findings always give the same bytes. */
export function verdictOf({ findings: given, remarks, ...judged }: Judged, run: Run): Verdict {
  const findings = worstFirst(given);
  const outcome = decide(findings, judged.question);
  return {
    schema: 'tollgate.report/1',
    ...run,
    question: judged.question,
    decision: outcome.decision,
    next: 'stop',
    reasonCode: outcome.reasonCode,
    summary: outcome.summary,
    subject: judged.subject,
    windows: judged.windows,
    ...scoreOf(findings),
    dimensions: summariseDimensions(findings),
    findings,
    remarks: [...new Set(remarks)],
    metrics: [],
  };
}
