import type { CheckName } from '../model/policy.ts';
import type { Question } from '../model/verdict.ts';
import { dataExplanations } from './data/explanations.ts';
import type { Explanation } from './explanation.ts';
import { releaseExplanations } from './release-explanations.ts';

const explanations: Readonly<Record<CheckName, Explanation>> = {
  p50: {
    risk: 'Typical requests take another path here than there: missing caches, other data volume, stubs instead of services. What a test finds fast may be slow for everyone.',
    remedy:
      'Compare what this route does on both sides: rows behind its queries, cache contents, calls to third parties.',
  },
  p95: {
    risk: 'Slow requests are not reproduced: query plans at production’s data volume, lock waits and time-outs pass staging unseen.',
    remedy: 'Compare the query plans and row counts behind this route, and its calls to other services, on both sides.',
  },
  p99: {
    risk: 'The tail is not reproduced: retries, garbage collection, connection-pool waits and time-out cascades pass staging unseen.',
    remedy: 'Look at the slowest traces of this route on both sides: pool waits, retries, pauses.',
  },
  'common-factor': {
    risk: 'Absolute limits (time-outs, SLO thresholds) tested here do not hold there.',
    remedy: 'Scale time-outs and thresholds by the factor, or give the environments comparable machines.',
  },
  'rank-correlation': {
    risk: 'Staging does not predict which routes are slow, so optimising or testing by its figures hits the wrong ones.',
    remedy: 'Start with the routes farthest from the line of the scatter plot.',
  },
  'error-rate': {
    risk: 'Failing paths are exercised on one side only: error handling, retries and fallbacks go untested, or production breaks where staging does not.',
    remedy: 'Compare the error logs of this route on both sides; look at dependencies, permissions and test data.',
  },
  'status-mix': {
    risk: 'Requests end in other ways (redirects, not found, rejected): the load test does not do what users do.',
    remedy: 'Compare which answers this route gives: authentication, test data and redirects of the load test.',
  },
  guard: {
    risk: 'What broke production once breaks it again: the release carries the fault that this guard was written for.',
    remedy: 'Read the incident and what the guard saw; mend the fault in staging before it is released.',
  },
  'missing-route': {
    risk: 'Whatever breaks on this route breaks first in production.',
    remedy: 'Add the route to the load test, or list it under `routes.ignore`.',
  },
  'route-coverage': {
    risk: 'A part of production’s requests runs code that staging never ran.',
    remedy: 'Generate the load from production’s traffic so that it covers at least 95 % of the requests.',
  },
  'traffic-mix': {
    risk: 'The load exercises other routes than users do: caches, locks and pools meet a mix that production never sees.',
    remedy: 'Write the load from production’s traffic again: traffic model, then traffic script.',
  },
  'peak-rate': {
    risk: 'Staging is loaded evenly: queues, pools, rate limits and autoscaling that production’s busiest minutes meet go untested.',
    remedy: 'Run curve.js or burst.js of traffic script besides the steady load.',
  },
  burstiness: {
    risk: 'Requests come more evenly than in production: short queues and pool waits do not show.',
    remedy: 'Run burst.js of traffic script besides the steady load.',
  },
  'request-rate': {
    risk: 'What only load shows (saturation, queues, garbage collection) shows at another rate than production’s.',
    remedy: 'Run the load at production’s rate, or declare the ratio under `scale.traffic`.',
  },
  concurrency: {
    risk: 'Locks, pools and thread limits meet fewer (or more) requests at once than in production.',
    remedy: 'Compare rate and durations on both sides; declare the ratio under `scale.traffic` where it is meant.',
  },
  cpu: {
    risk: 'Limits and autoscaling tested here trigger at another load there.',
    remedy:
      'Compare CPU requests and limits, build flags and sampling; declare the ratio under `scale.cpu` where it is meant.',
  },
  memory: {
    risk: 'Memory pressure, garbage-collection storms and OOM kills show on one side only.',
    remedy:
      'Compare memory limits, cache sizes and heap settings; declare the ratio under `scale.memory` where it is meant.',
  },
  throttling: {
    risk: 'CPU throttling adds latency on one side only.',
    remedy: 'Compare CPU limits.',
  },
  disk: {
    risk: 'Disk saturation (checkpoints, log bursts, noisy neighbours) shows on one side only.',
    remedy: 'Compare volume types and IOPS limits; declare the ratio under `scale.disk` where it is meant.',
  },
  network: {
    risk: 'Payload sizes or chattiness differ: bandwidth limits and serialisation costs go untested.',
    remedy: 'Compare response sizes, compression and caching on both sides.',
  },
  pool: {
    risk: 'Connection pools run out on one side only.',
    remedy: 'Compare pool sizes, and connections held per request.',
  },
  'oom-kills': {
    risk: 'Containers die for lack of memory on one side only.',
    remedy: 'Look at the killed containers; compare memory limits.',
  },
  ...dataExplanations,
};

const known: ReadonlyMap<string, Explanation> = new Map(Object.entries(explanations));
const knownOfRelease: ReadonlyMap<string, Explanation> = new Map(Object.entries(releaseExplanations));
const other: Explanation = { risk: 'Production may behave differently here.', remedy: 'Compare both sides.' };

/** What a differing check lets slip through under this question, and what to do; checks of the configuration get a general text. */
export function explanationOf(check: string, question: Question): Explanation {
  const own = question === 'fidelity' ? undefined : knownOfRelease.get(check);
  return own ?? known.get(check) ?? other;
}
