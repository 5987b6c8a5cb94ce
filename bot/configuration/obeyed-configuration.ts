import { defaultConfiguration } from '../../src/commands/configuration-file.ts';
import { redactSecrets } from '../../src/config/redact.ts';
import type { Configuration } from '../../src/config/schema.ts';
import type { GitHub } from '../events/event.ts';
import { type ConfiguredRepository, readConfiguration } from './read-configuration.ts';

/** The configuration by which commands are obeyed, or why none can be. */
export type Obeyed =
  | {
      readonly kind: 'configuration';
      readonly configuration: Configuration;
      readonly sha: string;
      /** Of the configuration’s rules; see `loadConfiguration`. */
      readonly hash: string;
    }
  | { readonly kind: 'lack'; readonly message: string };

/**
 * Reads the configuration by which commands are obeyed: the default branch’s, whole and without a mistake.
 *
 * @throws the client’s error where GitHub does not answer
 */
export async function obeyedConfiguration(github: GitHub, repository: ConfiguredRepository): Promise<Obeyed> {
  const { sha, loaded } = await readConfiguration(github, repository);
  if (loaded === null) {
    return {
      kind: 'lack',
      message: `There is no ${defaultConfiguration} on the default branch; \`tollgate init\` writes one`,
    };
  }
  if (loaded.ok) return { kind: 'configuration', configuration: loaded.configuration, sha, hash: loaded.hash };
  const [first, ...others] = loaded.mistakes;
  const place = first === undefined || first.path === '' ? '' : `${first.path}: `;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  const words = `${first?.file}, line ${first?.line}: ${place}${first?.message}${more}`;
  return { kind: 'lack', message: `The configuration is broken. ${redactSecrets(words, loaded.secrets)}` };
}
