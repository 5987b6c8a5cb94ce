import type { Reason } from './reason.ts';

/** Why a release may enter an environment, or may not. */
export const gate = {
  'gate-supported': {
    kind: 'gate',
    means: 'This evidence is there, can be trusted, is recent enough and speaks for the release.',
    todo: 'Nothing.',
  },
  'gate-rollback': {
    kind: 'gate',
    means:
      'This deployment is the way back: a rollback that is under way started this very run for this commit and environment.',
    todo: 'Nothing. A way back is never held up by the gate.',
  },
  'gate-rollback-starting': {
    kind: 'gate',
    means: 'A rollback to this commit is under way and has not yet said which run it started.',
    todo: 'Wait: the gate asks again within seconds.',
  },
  'gate-failed': {
    kind: 'gate',
    means: 'The verdict about this build is `fail`: it was measured, and it is worse.',
    todo: 'Read the report behind the link; mend the build, or declare what was meant.',
  },
  'gate-blocking-finding': {
    kind: 'gate',
    means: 'A difference between staging and production that stops releases is open.',
    todo: 'Mend it, or accept it with a waiver (reason, owner, at most 90 days).',
  },
  'gate-bad-sha': {
    kind: 'gate',
    means: 'This commit is on the list of those that must not be deployed again: it was rolled back.',
    todo: 'Deploy another commit, or take it off the list first.',
  },
  'gate-forged': {
    kind: 'gate',
    means: 'Evidence was found that is not what it claims to be: another run, commit, workflow, branch or author.',
    todo: 'Look at who made it; run the validation again on the default branch.',
  },
  'gate-other-build': {
    kind: 'gate',
    means: 'The evidence is about another commit, image or service than the one that is to be deployed.',
    todo: 'Test the very build that is to be deployed, and deploy the image that was tested.',
  },
  'gate-missing': {
    kind: 'gate',
    means: 'Evidence that this environment requires is not there.',
    todo: 'Run the workflow that makes it, or leave it out of `gate.required` if the team decides to do without.',
  },
  'gate-stale': {
    kind: 'gate',
    means: 'The evidence is older than this environment allows.',
    todo: 'Run the validation again.',
  },
  'gate-inconclusive': {
    kind: 'gate',
    means: 'The verdict is `inconclusive`: what it needed could not be measured. That is no pass.',
    todo: 'Read the report behind the link; it says what is missing.',
  },
  'gate-unreachable': {
    kind: 'gate',
    means: 'Whoever keeps this evidence did not answer, so nobody knows what it says.',
    todo: 'Try again; look at the health of GitHub, of the bot or of its store.',
  },
  'gate-implausible-time': {
    kind: 'gate',
    means: 'The time of the evidence cannot be read, or lies in the future, so its age is unknown.',
    todo: 'Check the clock of the machine that made it.',
  },
  'gate-patience-over': {
    kind: 'gate',
    means: 'The evidence was waited for as long as `gate.patience` allows, and it has not come.',
    todo: 'Make the evidence, then run the job again.',
  },
  'gate-canary-running': {
    kind: 'gate',
    means: 'The canary of this build is still being watched.',
    todo: 'Wait: the gate asks again by itself.',
  },
  'gate-soaking': {
    kind: 'gate',
    means: 'The build has not been in the environment before this one for as long as `gate.soak` asks.',
    todo: 'Wait: the message says until when.',
  },
  'gate-frozen': {
    kind: 'gate',
    means: 'The calendar, or somebody’s `/freeze`, forbids deployments to this environment now.',
    todo: 'Wait until the freeze ends; in an emergency use `/gate override`.',
  },
  'gate-locked': {
    kind: 'gate',
    means: 'Somebody holds the lock of this environment.',
    todo: 'Ask its owner, or take it off with `/unlock`.',
  },
  'gate-overridden': {
    kind: 'gate',
    means:
      'Somebody who may do so let this one commit into this one environment, for at most 60 minutes and with a reason.',
    todo: 'Nothing; the decision is recorded.',
  },
  'gate-override-void': {
    kind: 'gate',
    means:
      'An override was found that does not count: another commit or environment, expired, or by the author alone (or by one person, where nobody knows the author).',
    todo: 'Let somebody else who is on call decide.',
  },
} as const satisfies Record<string, Reason>;
