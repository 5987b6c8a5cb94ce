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
} as const satisfies Record<string, Reason>;
