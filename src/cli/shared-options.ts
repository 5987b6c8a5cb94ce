import { type Command, Option } from 'commander';
import { failOnChoices } from '../commands/exit-code.ts';
import { settingOptions } from '../commands/setting-options.ts';

/** Where the configuration is, and which service of it. */
export function withConfiguration(command: Command): Command {
  return command
    .option('--config <FILE>', 'configuration (default: .github/tollgate.yml where it exists)')
    .option('--service <NAME>', 'service of the configuration, by name or by a path inside it');
}

/** The settings that the configuration file has too: those named, else all; what a command does not use it does not take. */
export function withSettings(command: Command, only?: readonly string[]): Command {
  for (const { name, placeholder, description } of settingOptions) {
    if (only !== undefined && !only.includes(name)) continue;
    const option = new Option(`--${name} <${placeholder}>`, description);
    command.addOption(name === 'fail-on' ? option.choices([...failOnChoices]) : option);
  }
  return command;
}

/** The forms in which a report can be written. */
export function withForms(command: Command): Command {
  return command
    .option('--json <FILE>', 'write the report as JSON; - for standard output')
    .option('--markdown <FILE>', 'write the report as Markdown; - for standard output')
    .option('--html <FILE>', 'write the report as one self-contained page');
}
