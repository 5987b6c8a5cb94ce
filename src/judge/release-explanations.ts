import type { CheckName } from '../model/policy.ts';
import type { Explanation } from './explanation.ts';

/** Where the new build is held against its predecessor, a difference is the change's own doing: other risks, other remedies. */
export const releaseExplanations: Readonly<Partial<Record<CheckName, Explanation>>> = {
  p50: {
    risk: 'The typical request became slower with this build, and will be in production too.',
    remedy: 'Profile this route before and after the change: new queries, new calls, lost caching.',
  },
  p95: {
    risk: 'Slow requests became slower with this build; at production’s data volume the difference tends to grow.',
    remedy: 'Compare the query plans and traces of this route before and after the change.',
  },
  p99: {
    risk: 'The tail became longer with this build: time-outs and retries follow.',
    remedy: 'Look at the slowest traces of this route with the new build: pool waits, retries, pauses.',
  },
  'common-factor': {
    risk: 'The whole build is slower, or the two were not measured under the same conditions.',
    remedy: 'Compare load, machine and warm-up of both windows; then start-up flags, logging, middleware.',
  },
  'rank-correlation': {
    risk: 'Other routes are slow than before, which averages hide.',
    remedy: 'Start with the routes farthest from the line of the scatter plot.',
  },
  'error-rate': {
    risk: 'The new build fails requests that its predecessor answered.',
    remedy:
      'Read the error logs of this route with the new build; look at migrations, settings and permissions it needs.',
  },
  'status-mix': {
    risk: 'Clients get other kinds of answers than before (redirects, not found, rejected) and may break.',
    remedy: 'Compare what this route answers before and after the change; tell its clients where it is meant.',
  },
  'missing-route': {
    risk: 'The new build no longer serves this route, or the load did not reach it.',
    remedy:
      'If it was removed on purpose, make sure that no client calls it; otherwise send the same load to both builds.',
  },
  'route-coverage': {
    risk: 'A part of what the predecessor served was not tried on the new build.',
    remedy: 'Send the same load to both builds.',
  },
  cpu: {
    risk: 'The new build needs more CPU for the same work: limits and autoscaling trigger earlier.',
    remedy: 'Profile before and after the change; compare build flags, logging and sampling.',
  },
  memory: {
    risk: 'The new build needs more memory for the same work: garbage collection and OOM kills come nearer.',
    remedy: 'Compare heap profiles before and after the change: caches, buffers, leaks.',
  },
  'oom-kills': {
    risk: 'Containers of the new build die for lack of memory.',
    remedy: 'Look at the killed containers; compare heap profiles before and after the change.',
  },
};
