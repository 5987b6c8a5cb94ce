import type { CanaryFile } from '../../../model/canary/canary-file.ts';
import type { Finding } from '../../../model/finding.ts';
import { formatCount, formatValue } from '../../../model/format-value.ts';
import { type ReasonCode, reasons } from '../../../model/reason-codes.ts';
import { fingerprint } from '../../fingerprint.ts';
import type { ShareOff } from '../guards/watch-share.ts';
import type { Silence } from '../guards/watch-silence.ts';
import type { CanaryRun } from './canary-run.ts';

interface Said {
  readonly check: string;
  readonly reasonCode: ReasonCode;
  readonly message: string;
  /** Whether the release may not pass because of it. */
  readonly holds: boolean;
  /** Whether the release has failed by it. */
  readonly fails?: boolean;
}

function silence({ slice, from, to, baselineRequests }: Silence): Said {
  const where = slice === '' ? '' : ` in ${slice}`;
  return {
    check: 'canary-traffic',
    reasonCode: 'canary-silent',
    message: `the canary got no request${where} in looks ${from} to ${to}, while the baseline got ${formatCount(baselineRequests)}`,
    holds: true,
  };
}

function share({ observed, expected, requests }: ShareOff): Said {
  return {
    check: 'traffic-share',
    reasonCode: 'share-off',
    message: `the canary got ${formatValue(observed, 'share')} of ${formatCount(requests)} requests, where the rollout gives it ${formatValue(expected, 'share')}`,
    holds: true,
  };
}

function fewPods({ canaryPods, minimumPods }: CanaryFile['guards']): Said[] {
  if (canaryPods === null || canaryPods >= minimumPods) return [];
  return [
    {
      check: 'canary-pods',
      reasonCode: 'few-canary-pods',
      message: `the canary has ${formatValue(canaryPods, 'pods')}; with fewer than ${minimumPods} one bad node looks like a bad release`,
      holds: false,
    },
  ];
}

function unanswered({ unreachable }: CanaryFile): Said[] {
  if (unreachable === null) return [];
  return [{ check: 'source', reasonCode: unreachable.reason, message: unreachable.message, holds: true }];
}

function aborted({ aborted }: CanaryFile): Said[] {
  if (aborted === null) return [];
  const why = aborted.reason === null ? '' : `: ${aborted.reason}`;
  const message = `ended by hand by ${aborted.by}${why}`;
  return [{ check: 'abort', reasonCode: 'aborted-by-hand', message, holds: true, fails: true }];
}

/** Findings of what scores of good requests cannot show. */
export function guardFindings({ file, state }: CanaryRun): Finding[] {
  const said = [
    ...(state.guards.silence === null ? [] : [silence(state.guards.silence)]),
    ...(state.guards.share === null ? [] : [share(state.guards.share)]),
    ...fewPods(file.guards),
    ...unanswered(file),
    ...aborted(file),
  ];
  return said.map(({ check, reasonCode, message, holds, fails = false }) => ({
    fingerprint: fingerprint([file.subject.service, 'canary', 'guard', check]),
    dimension: 'traffic',
    check,
    subject: 'total',
    status: fails ? 'diverged' : 'unmeasured',
    severity: holds ? 'block' : 'observe',
    required: holds,
    reference: null,
    candidate: null,
    change: null,
    tolerance: null,
    interval: null,
    reasonCode,
    message,
    risk: '',
    remedy: reasons[reasonCode].todo,
    evidence: [],
    waiver: null,
    detail: null,
  }));
}
