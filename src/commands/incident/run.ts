import { policyFrom } from '../../config/policy-from.ts';
import { indexName } from '../../incidents/index/parse-index.ts';
import { usualFolder } from '../../incidents/index/usual-folder.ts';
import { accept } from '../../judge/accept.ts';
import { judgeGuards } from '../../judge/incidents/judge-guards.ts';
import { unusedWaivers } from '../../judge/unused-waivers.ts';
import { verdictOf } from '../../judge/verdict-of.ts';
import type { GuardCatalogue } from '../../model/sections/guards.ts';
import { tool } from '../../model/tool.ts';
import { UsageError } from '../../model/usage-error.ts';
import { readBaseline } from '../baseline.ts';
import type { Concludable } from '../conclude.ts';
import { type LoadedSettings, loadSettings, type Request } from '../load-settings.ts';
import { type GuardsRequest, guardsInStaging } from './guards-in-staging.ts';

export interface RunRequest
  extends Request,
    Required<Pick<GuardsRequest, 'ids' | 'places' | 'k6' | 'longest' | 'progress'>> {
  /** Of the index; undefined: as the configuration says. */
  readonly folder: string | undefined;
}

async function conclusion(ran: GuardCatalogue, request: RunRequest, loaded: LoadedSettings): Promise<Concludable> {
  const { settings, service, hash, secrets } = loaded;
  const baseline = settings.baseline === undefined ? null : await readBaseline(settings.baseline, request.readFile);
  const policy = policyFrom(settings, 'fidelity', baseline);
  const generatedAt = request.now.toISOString();
  const judged = judgeGuards(ran, { service, severity: policy.rules.guard.severity });
  const findings = accept({ policy, today: generatedAt.slice(0, 10) }, judged);
  const at = { from: generatedAt, to: generatedAt };
  const verdict = verdictOf(
    {
      question: 'fidelity',
      subject: { service, region: null, release: null },
      windows: { reference: { environment: 'production', ...at }, candidate: { environment: 'staging', ...at } },
      findings,
      remarks: unusedWaivers(policy, findings),
    },
    { tool, command: 'incident run', generatedAt, configHash: hash },
  );
  return { verdict, settings, failOn: settings.failOn ?? 'inconclusive', secrets };
}

/**
 * Runs the guards of past incidents in staging and gives a verdict like any other: a proven guard that fails fails it.
 *
 * @throws UsageError where the configuration, the index, an address or k6 cannot be used
 */
export async function runIncidents(request: RunRequest): Promise<Concludable> {
  const loaded = await loadSettings(request);
  const { incidents } = loaded;
  const folder = request.folder ?? incidents?.folder ?? usualFolder;
  const ready = await guardsInStaging({ ...request, folder, configured: incidents?.run });
  if (ready !== null) {
    const secrets = [...loaded.secrets, ...ready.secrets];
    return conclusion(await ready.run(), request, { ...loaded, secrets });
  }
  throw new UsageError(
    'invalid-option',
    `there is no ${folder}/${indexName}; wanted the index that incident test writes`,
  );
}
