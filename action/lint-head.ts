import { warning } from '@actions/core';
import { defaultConfiguration } from '../src/commands/configuration-file.ts';
import { loadConfiguration } from '../src/config/load-configuration.ts';
import { configurationReader } from '../src/config/read-configuration-file.ts';
import { redactSecrets } from '../src/config/redact.ts';
import { text } from './inputs.ts';

/**
 * Checks the configuration that a pull request brings along and says what is wrong on its line; it is obeyed only once it is merged.
 *
 * Nothing is said where the pull request has no configuration.
 */
export async function lintHead(): Promise<void> {
  const readFile = configurationReader(process.cwd());
  const file = text('config') ?? defaultConfiguration;
  const present = await readFile(file).then(
    () => true,
    () => false,
  );
  if (!present) return;
  const loaded = await loadConfiguration(file, {
    environment: process.env,
    readFile,
    now: new Date(),
    separatesLater: true,
  });
  if (loaded.ok) return;
  for (const mistake of loaded.mistakes) {
    const hint = mistake.suggestion === null ? '' : ` Did you mean "${mistake.suggestion}"?`;
    warning(
      redactSecrets(`${mistake.path === '' ? '' : `${mistake.path}: `}${mistake.message}.${hint}`, loaded.secrets),
      {
        title: 'Tollgate configuration',
        file: mistake.file,
        startLine: mistake.line,
        startColumn: mistake.column,
      },
    );
  }
}
