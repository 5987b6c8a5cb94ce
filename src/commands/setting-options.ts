import type { Option } from '../config/options-tree.ts';

/** A setting that can be given as an option of the command line or as an input of the Action, and where it belongs in the configuration. */
export interface SettingOption {
  readonly name: string;
  readonly path: Option['path'];
  readonly placeholder: string;
  readonly description: string;
}

export const settingOptions: readonly SettingOption[] = [
  {
    name: 'production-metrics',
    path: ['production', 'metrics', 'url'],
    placeholder: 'URL',
    description: 'base address of production’s Prometheus-compatible server',
  },
  {
    name: 'staging-metrics',
    path: ['staging', 'metrics', 'url'],
    placeholder: 'URL',
    description: 'base address of staging’s Prometheus-compatible server',
  },
  {
    name: 'production-selector',
    path: ['production', 'metrics', 'selector'],
    placeholder: 'LABEL=VALUE,…',
    description: 'labels of production’s series, for example environment=production; never PromQL',
  },
  {
    name: 'staging-selector',
    path: ['staging', 'metrics', 'selector'],
    placeholder: 'LABEL=VALUE,…',
    description: 'labels of staging’s series; replaces the configuration’s',
  },
  {
    name: 'previous-selector',
    path: ['previous', 'selector'],
    placeholder: 'LABEL=VALUE,…',
    description: 'release question: labels of staging’s previous build, for example version=1.4.1; laid over staging’s',
  },
  {
    name: 'production-database',
    path: ['data', 'production', 'url'],
    placeholder: 'URL',
    description:
      "production’s PostgreSQL, or a replica of it, whose statistics are compared: '${PRODUCTION_DATABASE_URL}'",
  },
  {
    name: 'staging-database',
    path: ['data', 'staging', 'url'],
    placeholder: 'URL',
    description: "staging’s PostgreSQL: '${STAGING_DATABASE_URL}'",
  },
  {
    name: 'timerange',
    path: ['timerange'],
    placeholder: 'DURATION',
    description: 'length of both windows where none is given (1h)',
  },
  {
    name: 'production-window',
    path: ['production', 'window'],
    placeholder: 'WINDOW',
    description:
      'a duration (the last 1h), FROM/TO as ISO instants, or busiest (the busiest hour of this weekday in four weeks)',
  },
  {
    name: 'staging-window',
    path: ['staging', 'window'],
    placeholder: 'WINDOW',
    description: 'the same for staging: when the load test ran',
  },
  {
    name: 'previous-window',
    path: ['previous', 'window'],
    placeholder: 'WINDOW',
    description: 'release question: when staging’s previous build ran',
  },
  {
    name: 'tolerance',
    path: ['tolerance'],
    placeholder: 'SHARE',
    description: 'relative tolerance of response times, 0.2 or 20% (default 30%, release question 25%)',
  },
  {
    name: 'guards-target',
    path: ['incidents', 'run', 'target'],
    placeholder: 'URL',
    description: 'staging’s address, at which the guards of past incidents look after the comparison',
  },
  {
    name: 'guards-longest',
    path: ['incidents', 'run', 'longest'],
    placeholder: 'DURATION',
    description: 'leave out guards that take longer than this (default: none is)',
  },
  {
    name: 'fail-on',
    path: ['failOn'],
    placeholder: 'WHICH',
    description: 'verdict from which on it fails: fail, inconclusive (default) or never',
  },
  {
    name: 'slack-webhook-url',
    path: ['slackWebhookUrl'],
    placeholder: 'URL',
    description: 'Slack incoming webhook that is told the verdict',
  },
];

/** The given settings as options of the configuration; `label` is what a setting is called where it was given ("--tolerance"). */
export function toOptions(
  given: Readonly<Record<string, string | undefined>>,
  label: (name: string) => string,
): Option[] {
  return settingOptions.flatMap(({ name, path }) => {
    const value = given[name];
    return value === undefined ? [] : [{ name: label(name), path, value }];
  });
}
