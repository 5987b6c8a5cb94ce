import { redactSecrets } from '../config/redact.ts';
import { slackWebhook } from '../notify/slack-webhook.ts';
import { type Targets, writeReports } from '../notify/write-reports.ts';
import { slack } from '../report/slack.ts';
import { defaultBaseline, writeBaseline } from './baseline.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-code.ts';
import type { Validated } from './validate.ts';

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

/** Everything that follows a verdict, the same from the command line and the Action: reports, Slack, baseline, exit code. */
export async function conclude(validated: Validated, conclusion: Conclusion): Promise<Concluded> {
  const { verdict, settings, failOn, secrets } = validated;
  const redact = (text: string) => redactSecrets(text, secrets);
  const files = await writeReports(verdict, conclusion.targets, { redact, print: conclusion.print });
  const messages: string[] = [];
  if (settings.slackWebhookUrl !== undefined) {
    const sent = await slackWebhook(settings.slackWebhookUrl, slack(verdict, { link: conclusion.link }));
    if (!sent.ok) messages.push(`Slack was not told: ${sent.message}`);
  }
  if (conclusion.baseline === null) return { files, messages, exitCode: exitCodeOf(verdict, failOn) };
  const file = conclusion.baseline === '' ? (settings.baseline ?? defaultBaseline) : conclusion.baseline;
  const count = await writeBaseline(file, verdict);
  messages.push(
    `Baseline: ${count} differences acknowledged in ${file} for 30 days. Commit it, and name it under \`baseline\` in the configuration.`,
  );
  return { files, messages, exitCode: exitCodes.done };
}
