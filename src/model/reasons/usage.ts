import type { Reason } from './reason.ts';

/** Mistakes of whoever called. */
export const usage = {
  'invalid-configuration': {
    kind: 'usage',
    means: 'The configuration file has mistakes.',
    todo: 'Each mistake is listed with its line, its value and the nearest valid key.',
  },
  'invalid-option': {
    kind: 'usage',
    means: 'An option or input has a value that cannot be used.',
    todo: 'The message says what was given and what is wanted.',
  },
  'invalid-plan': {
    kind: 'usage',
    means: 'A file holds no query plan that can be read.',
    todo: 'Give what EXPLAIN (FORMAT JSON) prints, or its text form; the message quotes the line.',
  },
  'invalid-incident': {
    kind: 'usage',
    means: 'An incident, or the index of incidents, cannot be read.',
    todo: 'Give text, Markdown or JSON {title, body, comments, labels}; `tollgate schema incidents` describes the index.',
  },
  'same-environment': {
    kind: 'usage',
    means:
      'Both sides are the same server with the same selector, or the same file: nothing can be compared with itself.',
    todo: 'Give `production-selector` and `staging-selector`, or two addresses; two files.',
  },
  'no-postgres': {
    kind: 'usage',
    means: 'The shadow needs PostgreSQL’s programs, and none can be used.',
    todo: 'Install production’s major version, or name its folder with `--postgres-bin`; the message says how.',
  },
  'sql-refused': {
    kind: 'usage',
    means: 'A statement was refused by the throw-away server, or used more time or disk than it may.',
    todo: 'The message names file, line and statement. A schema is loaded by a role that may nothing but make tables.',
  },
  'rollback-refused': {
    kind: 'usage',
    means:
      'There is nothing that may be rolled back to: it never came up in that environment, or the word for it is not clear.',
    todo: 'The message says why. An administrator may force a whole SHA with a reason.',
  },
  'rollback-running': {
    kind: 'usage',
    means: 'The same environment is being rolled back already.',
    todo: 'Wait for it, or go on with it: `tollgate rollback ENVIRONMENT --resume`.',
  },
} as const satisfies Record<string, Reason>;
