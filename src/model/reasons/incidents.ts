import type { Reason } from './reason.ts';

/** What came of the guard of a past incident. */
export const incidents = {
  'guard-passed': {
    kind: 'judged',
    means: 'The guard of a past incident ran and did not find its fault.',
    todo: 'Nothing.',
  },
  'guard-failed': {
    kind: 'judged',
    means: 'The guard of a past incident found its fault again.',
    todo: 'Compare with the incident; the finding says what the guard saw.',
  },
  'guard-unproven': {
    kind: 'unmeasured',
    means:
      'The guard ran, but nobody has seen it fail on the fault and pass without it, or its file has changed since: what it says is no evidence.',
    todo: 'Prove it: `tollgate incident prove ID --bad … --good …`.',
  },
  'guard-not-measured': {
    kind: 'unmeasured',
    means: 'The guard could not be run, or its run says nothing.',
    todo: 'The message says why; run it by hand with `tollgate incident run ID`.',
  },
  'guard-no-target': {
    kind: 'unmeasured',
    means: 'Nobody said where this kind of guard looks.',
    todo: 'Name it under `incidents.run` in the configuration, or by the option that the message names.',
  },
  'guard-too-long': {
    kind: 'unmeasured',
    means: 'The guard takes longer than this run may.',
    todo: 'Run it at night or at the weekend without `--longest`; `incident check` accepts a week-old run of such a guard.',
  },
  'guard-skipped': {
    kind: 'unmeasured',
    means: 'The index says that this guard is skipped.',
    todo: 'Set its `status` to active, or give the incident a waiver with a date.',
  },
  'guard-missing': {
    kind: 'unmeasured',
    means: 'The incident has no guard, or the file that the index names is not there.',
    todo: 'Write it: `tollgate incident test`.',
  },
  'no-k6': {
    kind: 'unmeasured',
    means: 'The guard is a load script, and k6, which runs it, is not installed.',
    todo: 'Install k6, or name it with `--k6`.',
  },
} as const satisfies Record<string, Reason>;
