import { configurationFile } from '../commands/load-settings.ts';
import { everyVariable } from '../config/every-variable.ts';
import { formatMistakes } from '../config/format-mistakes.ts';
import type { Incidents } from '../config/incidents-schema.ts';
import { loadConfiguration } from '../config/load-configuration.ts';
import type { GitHubRepository } from '../github/client.ts';
import { UsageError } from '../model/usage-error.ts';
import { gitHubAccess } from './github-client.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';

/** What the configuration says of incidents; nothing else of it is looked at, so no variable of it need be set. */
export async function configuredIncidents(inputs: Inputs): Promise<Incidents | undefined> {
  const file = await configurationFile({ config: inputs.text('config'), readFile: inputs.readFile });
  if (file === null) return undefined;
  const options = { environment: everyVariable, readFile: inputs.readFile, now: new Date(), separatesLater: true };
  const loaded = await loadConfiguration(file, options);
  if (!loaded.ok) throw new UsageError('invalid-configuration', formatMistakes(loaded.mistakes));
  return loaded.configuration.incidents;
}

/** The repository on GitHub that holds the incidents; its token is hidden from all output. */
export async function incidentRepository(inputs: Inputs, output: Output): Promise<GitHubRepository> {
  const token = inputs.text('token');
  output.hide(
    [token ?? '', ...['GITHUB_TOKEN', 'GH_TOKEN'].map((name) => process.env[name] ?? '')].filter((one) => one !== ''),
  );
  return gitHubAccess({ token, repository: inputs.text('repository') }, process.env);
}
