import { askBot } from '../commands/ask-bot.ts';
import { exitCodeOfGate } from '../commands/exit-code.ts';
import { gate } from '../commands/gate.ts';
import { redactSecrets } from '../config/redact.ts';
import type { GateAnswer } from '../model/gate/gate-answer.ts';
import type { GateAsk } from '../model/gate/gate-ask.ts';
import { parseDigest } from '../model/image-digest.ts';
import { ProviderError } from '../model/provider-error.ts';
import { UsageError } from '../model/usage-error.ts';
import { requestWorkflowToken } from '../notify/request-workflow-token.ts';
import { plainText } from '../report/escape/plain-text.ts';
import { gateText } from '../report/gate/gate-text.ts';
import { gitHubAccess, parseRepository } from './github-client.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';
import { writeResult } from './write-result.ts';

const wholeSha = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

function shaOf(inputs: Inputs): string {
  const sha = inputs.text('sha') ?? process.env['GITHUB_SHA'] ?? '';
  if (wholeSha.test(sha)) return sha;
  const given = sha === '' ? 'none was given' : `not ${JSON.stringify(sha.slice(0, 100))}`;
  throw new UsageError(
    'invalid-option',
    `--sha (or GITHUB_SHA): wanted a whole commit SHA (git rev-parse HEAD prints one), ${given}`,
  );
}

function askOf(inputs: Inputs): GateAsk {
  const { owner, repo } = parseRepository(inputs.text('repository') ?? process.env['GITHUB_REPOSITORY']);
  return {
    repository: `${owner}/${repo}`,
    environment: inputs.arguments[0] ?? '',
    service: inputs.text('service') ?? null,
    sha: shaOf(inputs),
    digest: parseDigest(inputs.text('digest'), '--digest'),
  };
}

/** The job that this runs in, by which a rollback’s own deployment is known; null where it is a job of another repository, or none. */
function runOf(repository: string) {
  const { GITHUB_RUN_ID: id, GITHUB_REPOSITORY: own, GITHUB_EVENT_NAME: event } = process.env;
  return id === undefined || own?.toLowerCase() !== repository.toLowerCase() ? null : { id, event: event ?? null };
}

const wordsOf = (error: unknown) => plainText(error instanceof Error ? error.message : String(error), 500);

async function decideAlone(ask: GateAsk, inputs: Inputs, output: Output): Promise<GateAnswer> {
  const repository = await gitHubAccess({ token: inputs.text('token'), repository: ask.repository }, process.env);
  return gate({
    ...ask,
    config: inputs.text('config'),
    run: runOf(ask.repository),
    repository,
    app: inputs.text('app') ?? '',
    onLack: (input, error) => output.note(`${input}: ${wordsOf(error)}`),
    now: new Date(),
  });
}

async function botToken(inputs: Inputs): Promise<string> {
  const given = inputs.text('bot-token') ?? process.env['TOLLGATE_BOT_TOKEN'];
  if (given !== undefined && given !== '') return given;
  const otherwise = 'the bot must know who asks: give --bot-token (or TOLLGATE_BOT_TOKEN)';
  return requestWorkflowToken(process.env, { audience: 'tollgate', otherwise });
}

/** The bot’s decision; where it gives none, that of GitHub alone only if that was asked for. */
async function decide(ask: GateAsk, inputs: Inputs, output: Output): Promise<GateAnswer> {
  const url = inputs.text('bot-url');
  if (url === undefined) return decideAlone(ask, inputs, output);
  try {
    const token = await botToken(inputs);
    output.hide([token]);
    return await askBot({ url, token }, ask);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (!inputs.flag('without-bot')) {
      const message = `${error.message}; nothing is let in. With --without-bot GitHub alone is asked then`;
      throw new ProviderError(error.reasonCode, message, { cause: error });
    }
    output.note(`${error.message}; decided from GitHub alone (--without-bot)`);
    return decideAlone(ask, inputs, output);
  }
}

/** `tollgate gate` */
export async function runGate(inputs: Inputs, output: Output): Promise<number> {
  const { GITHUB_TOKEN: own, GH_TOKEN: other, TOLLGATE_BOT_TOKEN: bot } = process.env;
  const given = [inputs.text('token'), inputs.text('bot-token'), own, other, bot];
  const secrets = given.filter((one) => one !== undefined);
  output.hide(secrets);
  const answer = await decide(askOf(inputs), inputs, output);
  output.gated(answer, (text) => redactSecrets(text, secrets));
  await writeResult(answer, inputs, output);
  output.say(gateText(answer));
  return exitCodeOfGate(answer);
}
