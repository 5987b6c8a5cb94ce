import type { Reason } from './reason.ts';

/** Why the verdict is what it is. */
export const verdict = {
  'all-within-tolerance': {
    kind: 'verdict',
    means: 'Every required check was measured, and no difference reaches the severity that fails this question.',
    todo: 'Nothing.',
  },
  diverged: {
    kind: 'verdict',
    means: 'At least one measured, unaccepted difference reaches the severity that fails this question.',
    todo: 'Read the findings, worst first.',
  },
  'required-unmeasured': {
    kind: 'verdict',
    means: 'A check that this question requires could not be measured.',
    todo: 'Read the unmeasured findings; each says what is missing.',
  },
  'no-evidence': {
    kind: 'verdict',
    means: 'Nothing at all could be measured.',
    todo: 'Run `tollgate doctor`.',
  },
  'provider-unreachable': {
    kind: 'verdict',
    means: 'A provider of evidence could not be reached, so the question stays open.',
    todo: 'Read the unreachable findings; a dead provider is never taken for a difference.',
  },
} as const satisfies Record<string, Reason>;
