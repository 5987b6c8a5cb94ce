import type { ChangedFile } from '../../src/blind-spots/changed-file.ts';
import { defaultConfiguration } from '../../src/commands/configuration-file.ts';
import { redactSecrets } from '../../src/config/redact.ts';
import type { ConfigurationMistake } from '../../src/report/pull-request/pull-request-facts.ts';
import { loadFromCommit } from '../configuration/load-from-commit.ts';
import type { GitHub } from '../events/event.ts';

/** The commit whose configuration is looked at. */
export interface Head {
  readonly owner: string;
  readonly repo: string;
  readonly sha: string;
  readonly now: Date;
}

/**
 * What is wrong in the configuration that a change brings along; nothing where it leaves the configuration alone.
 *
 * It is only read, never obeyed: `${NAME}` stands for nothing here.
 */
export async function lintConfiguration(
  github: GitHub,
  head: Head,
  files: readonly ChangedFile[],
): Promise<ConfigurationMistake[]> {
  if (!files.some(({ path, status }) => path === defaultConfiguration && status !== 'removed')) return [];
  const loaded = await loadFromCommit(github, head);
  if (loaded === null || loaded.ok) return [];
  return loaded.mistakes.map(({ file, line, path, message, suggestion }) => ({
    file,
    line,
    message: redactSecrets(
      `${path === '' ? '' : `${path}: `}${message}.${suggestion === null ? '' : ` Did you mean "${suggestion}"?`}`,
      loaded.secrets,
    ),
  }));
}
