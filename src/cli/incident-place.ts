import { writtenConfiguration } from '../commands/written-configuration.ts';
import type { Incidents } from '../config/incidents-schema.ts';
import type { GitHubRepository } from '../github/client.ts';
import { gitHubAccess } from './github-client.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';

/** What the configuration says of incidents. */
export async function configuredIncidents(inputs: Inputs): Promise<Incidents | undefined> {
  const read = await writtenConfiguration(
    { config: inputs.text('config'), readFile: inputs.readFile, now: new Date() },
    'incidents',
  );
  return read?.incidents;
}

/** The repository on GitHub that holds the incidents; its token is hidden from all output. */
export async function incidentRepository(inputs: Inputs, output: Output): Promise<GitHubRepository> {
  const token = inputs.text('token');
  output.hide(
    [token ?? '', ...['GITHUB_TOKEN', 'GH_TOKEN'].map((name) => process.env[name] ?? '')].filter((one) => one !== ''),
  );
  return gitHubAccess({ token, repository: inputs.text('repository') }, process.env);
}
