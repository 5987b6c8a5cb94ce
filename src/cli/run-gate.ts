import { exitCodeOfGate } from '../commands/exit-code.ts';
import { gate } from '../commands/gate.ts';
import { redactSecrets } from '../config/redact.ts';
import { parseDigest } from '../model/image-digest.ts';
import { UsageError } from '../model/usage-error.ts';
import { gateText } from '../report/gate/gate-text.ts';
import { gitHubAccess } from './github-client.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';
import { writeResult } from './write-result.ts';

const wholeSha = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

function shaOf(inputs: Inputs): string {
  const sha = inputs.text('sha') ?? process.env['GITHUB_SHA'] ?? '';
  if (wholeSha.test(sha)) return sha;
  const given = JSON.stringify(sha.slice(0, 100));
  throw new UsageError('invalid-option', `--sha (or GITHUB_SHA): wanted a whole commit SHA, not ${given}`);
}

/** The job that this runs in, by which a rollback’s own deployment is known; null where it is a job of another repository, or none. */
function runOf(repository: string) {
  const { GITHUB_RUN_ID: id, GITHUB_REPOSITORY: own, GITHUB_EVENT_NAME: event } = process.env;
  return id === undefined || own?.toLowerCase() !== repository.toLowerCase() ? null : { id, event: event ?? null };
}

/** `tollgate gate` */
export async function runGate(inputs: Inputs, output: Output): Promise<number> {
  const token = inputs.text('token');
  const secrets = [token, process.env['GITHUB_TOKEN'], process.env['GH_TOKEN']].filter((one) => one !== undefined);
  output.hide(secrets);
  const [sha, digest] = [shaOf(inputs), parseDigest(inputs.text('digest'), '--digest')];
  const repository = await gitHubAccess({ token, repository: inputs.text('repository') }, process.env);
  const answer = await gate({
    config: inputs.text('config'),
    service: inputs.text('service') ?? null,
    environment: inputs.arguments[0] ?? '',
    sha,
    digest,
    run: runOf(`${repository.owner}/${repository.repo}`),
    repository,
    driftAuthors: [inputs.text('app') ?? ''],
    now: new Date(),
  });
  output.gated(answer, (text) => redactSecrets(text, secrets));
  await writeResult(answer, inputs, output);
  output.say(gateText(answer));
  return exitCodeOfGate(answer);
}
