import { type GateCheck, type GateQuestion, isRequired } from '../gate-question.ts';
import { missingEvidence } from '../missing-evidence.ts';
import { say } from '../say.ts';
import { otherBuild } from './check-build.ts';

const input = 'digest';

/** Images that a trusted verdict which speaks for this very commit was about. */
function tested(question: GateQuestion): string[] {
  const { release, canary, validation } = question.inputs;
  return [release, canary, validation].flatMap((given) =>
    given.kind === 'present' &&
    given.value.digest !== null &&
    given.value.decision !== 'inconclusive' &&
    otherBuild(question, given.value) === null
      ? [given.value.digest]
      : [],
  );
}

/** The image that is to be deployed is the one that was tested in staging. */
export const checkDigest: GateCheck = (question) => {
  const { digest } = question.request;
  if (!isRequired(question, input)) return [];
  const missing = (message: string) => missingEvidence(question, { input, code: 'gate-missing', message, links: [] });
  if (digest === null) return missing('whoever asks does not say which image (sha256:…) is to be deployed');
  const known = tested(question);
  if (known.length === 0) return missing('no trusted verdict about this commit names the image that it tested');
  return known.every((one) => one === digest)
    ? [say('allow', { input, code: 'gate-supported', message: `${digest} was tested in staging` })]
    : [say('deny', { input, code: 'gate-other-build', message: `${digest} was not tested; ${known.join(', ')} was` })];
};
