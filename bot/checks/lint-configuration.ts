import type { ChangedFile } from '../../src/blind-spots/changed-file.ts';
import { defaultConfiguration } from '../../src/commands/load-settings.ts';
import { loadConfiguration } from '../../src/config/load-configuration.ts';
import { commitFileReader } from '../../src/config/read-commit-file.ts';
import { redactSecrets } from '../../src/config/redact.ts';
import type { ConfigurationMistake } from '../../src/report/pull-request-check.ts';
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
  const loaded = await loadConfiguration(defaultConfiguration, {
    environment: anything,
    // Whatever else goes wrong is GitHub’s, and tried again.
    readFile: commitFileReader(github.rest.repos.getContent, head, (path, status) =>
      status === 404 ? `${path} is not in commit ${head.sha.slice(0, 7)}` : null,
    ),
    now: head.now,
    separatesLater: true,
  });
  if (loaded.ok) return [];
  return loaded.mistakes.map(({ file, line, path, message, suggestion }) => ({
    file,
    line,
    message: redactSecrets(
      `${path === '' ? '' : `${path}: `}${message}.${suggestion === null ? '' : ` Did you mean "${suggestion}"?`}`,
      loaded.secrets,
    ),
  }));
}

/** Every variable is taken to be set: whether it is, only the place that runs the validation knows. */
const anything = new Proxy<Record<string, string>>(
  {},
  {
    get: (_, name) => `https://${String(name).toLowerCase()}.invalid`,
    getOwnPropertyDescriptor: (_, name) => ({
      value: `https://${String(name).toLowerCase()}.invalid`,
      enumerable: true,
      configurable: true,
    }),
  },
);
