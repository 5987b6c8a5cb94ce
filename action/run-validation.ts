import { info, notice, setFailed, setSecret } from '@actions/core';
import { context } from '@actions/github';
import { conclude } from '../src/commands/conclude.ts';
import { toOptions } from '../src/commands/setting-options.ts';
import { parseQuestion } from '../src/commands/sides.ts';
import { type Validated, validate } from '../src/commands/validate.ts';
import { redactSecrets } from '../src/config/redact.ts';
import { parseDigest } from '../src/model/image-digest.ts';
import { plainText } from '../src/report/escape/plain-text.ts';
import { terminal } from '../src/report/terminal.ts';
import { configurationSource } from './configuration-source.ts';
import { flag, settings, text } from './inputs.ts';
import { lintHead } from './lint-head.ts';
import { runLink, showVerdict } from './show-verdict.ts';
import { writeOutputs } from './write-outputs.ts';

async function collectVerdict(): Promise<Validated> {
  const writesBaseline = text('write-baseline') !== undefined;
  const digest = parseDigest(text('digest'), 'input digest');
  return validate({
    config: text('config'),
    service: text('service'),
    options: toOptions(settings(), (name) => `input ${name}`),
    environment: process.env,
    readFile: configurationSource(),
    now: new Date(),
    question: parseQuestion(text('question') ?? 'fidelity'),
    release: { sha: context.sha, digest, ref: context.ref, runId: String(context.runId) },
    dryRun: flag('dry-run'),
    writesBaseline,
    // On a pull request the checkout holds what somebody proposes, and it would be handed what staging asks for.
    guards: context.payload.pull_request === undefined,
    progress: (message) => info(`tollgate: ${message}`),
  });
}

/** `validate` as a step: outputs, job summary, annotations, comment, Slack; fails unless the verdict is tolerated by `fail-on`. */
export async function runValidation(): Promise<void> {
  if (context.payload.pull_request !== undefined) await lintHead();
  const validated = await collectVerdict();
  const { verdict, secrets, reference, candidate } = validated;
  for (const secret of secrets) setSecret(secret);
  const redact = (words: string) => redactSecrets(words, secrets);
  if (flag('dry-run')) {
    for (const { queries } of [reference, candidate]) info(redact(JSON.stringify(queries, null, 2)));
    return;
  }
  writeOutputs(verdict, redact);
  info(redact(terminal(verdict, { colour: false, width: 110 })));
  const { messages, exitCode } = await conclude(validated, {
    targets: { json: text('json'), markdown: text('markdown'), html: text('html') },
    baseline: text('write-baseline') ?? null,
    print: (report) => info(report),
    link: runLink(),
  });
  for (const message of messages) notice(redact(message));
  await showVerdict(verdict, redact);
  if (exitCode !== 0) setFailed(redact(plainText(`${verdict.decision}: ${verdict.summary}`)));
}
