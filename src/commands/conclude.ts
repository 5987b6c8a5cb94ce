import { isStandIn } from '../config/every-variable.ts';
import { redactSecrets } from '../config/redact.ts';
import type { Verdict } from '../model/verdict.ts';
import { slackWebhook } from '../notify/slack-webhook.ts';
import { type Targets, writeReports } from '../notify/write-reports.ts';
import { slack } from '../report/slack.ts';
import { defaultBaseline, writeBaseline } from './baseline.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-code.ts';
import type { Validated } from './validate.ts';

/** A verdict with what decides where it goes. */
export type Concludable = Pick<Validated, 'verdict' | 'settings' | 'failOn' | 'secrets'>;

export interface Conclusion {
  readonly targets: Targets;
  /** File of the baseline to write, '' for the configured or default one; null: none is written. */
  readonly baseline: string | null;
  /** Where a report goes whose target is `-`. */
  readonly print: (text: string) => void;
  /** Address of a page with the whole report, for Slack; null where there is none. */
  readonly link: string | null;
}

export interface Concluded {
  /** Report files written. */
  readonly files: readonly string[];
  /** What a person should be told besides. */
  readonly messages: readonly string[];
  readonly exitCode: ExitCode;
}

/** Acknowledges today’s differences and says so; what could not be measured is no difference, so an inconclusive run acknowledges nothing. */
async function acknowledge(file: string, verdict: Verdict): Promise<string> {
  if (verdict.decision === 'inconclusive') {
    return `Baseline: ${file} was not written, because the verdict is inconclusive (${verdict.reasonCode}): what was not measured cannot be acknowledged. An older baseline is kept.`;
  }
  const { written, refused } = await writeBaseline(file, verdict);
  const count = written === 1 ? '1 difference' : `${written} differences`;
  const rest =
    refused === 0 ? '' : ` ${refused} severe ${refused === 1 ? 'one is' : 'ones are'} not: no baseline covers such.`;
  return `Baseline: ${count} acknowledged in ${file} for 30 days.${rest} Commit it, and name it under \`baseline\` in the configuration.`;
}

/** Why Slack was not told; null where it was, or nobody asked for it. */
async function whySlackUntold(
  address: string | undefined,
  verdict: Verdict,
  link: string | null,
): Promise<string | null> {
  if (address === undefined) return null;
  if (isStandIn(address)) return 'the variable of `slackWebhookUrl` is not set';
  const sent = await slackWebhook(address, slack(verdict, { link }));
  return sent.ok ? null : sent.message;
}

/** Everything that follows a verdict, the same from the command line and the Action: reports, Slack, baseline, exit code. */
export async function conclude(validated: Concludable, conclusion: Conclusion): Promise<Concluded> {
  const { verdict, settings, failOn, secrets } = validated;
  const redact = (text: string) => redactSecrets(text, secrets);
  const files = await writeReports(verdict, conclusion.targets, { redact, print: conclusion.print });
  const untold = await whySlackUntold(settings.slackWebhookUrl, verdict, conclusion.link);
  const messages = untold === null ? [] : [`Slack was not told: ${untold}`];
  const exitCode = exitCodeOf(verdict, failOn);
  if (conclusion.baseline === null) return { files, messages, exitCode };
  const file = conclusion.baseline === '' ? (settings.baseline ?? defaultBaseline) : conclusion.baseline;
  messages.push(await acknowledge(file, verdict));
  return { files, messages, exitCode: verdict.decision === 'inconclusive' ? exitCode : exitCodes.done };
}
