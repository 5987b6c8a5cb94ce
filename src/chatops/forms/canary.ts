import type { Form } from '../form.ts';
import { nothingElse, optionalReason } from '../given.ts';

/** What is being tried out: the canary, and staging. */
export const canaryForms: readonly Form[] = [
  {
    kind: 'canary-status',
    words: 'canary status',
    usage: '[environment] [--service name]',
    does: 'shows the newest verdict about a canary',
    access: 'look',
    hasEnvironment: true,
    options: new Map([['service', 'name of a service']]),
    read: (given) => {
      nothingElse(given);
      return { kind: 'canary-status', environment: given.environment, service: given.text('service') };
    },
  },
  {
    kind: 'canary-abort',
    words: 'canary abort',
    usage: '[environment] [--service name] [reason…]',
    does: 'ends a running canary as failed at its next look',
    access: 'release',
    hasEnvironment: true,
    options: new Map([['service', 'name of a service']]),
    read: (given) => ({
      kind: 'canary-abort',
      environment: given.environment,
      service: given.text('service'),
      reason: optionalReason(given),
    }),
  },
  {
    kind: 'validate',
    words: 'validate',
    usage: '',
    does: 'starts the validation of staging and links its run',
    access: 'act',
    hasEnvironment: false,
    options: new Map(),
    read: (given) => {
      nothingElse(given);
      return { kind: 'validate' };
    },
  },
];
