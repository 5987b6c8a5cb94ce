import type { VerdictFact } from '../../model/gate/gate-facts.ts';
import type { GateInput } from '../../model/gate/gate-input.ts';
import { ageOf } from '../age-of.ts';
import { type GateCheck, type GateQuestion, isRequired } from '../gate-question.ts';
import { missingEvidence } from '../missing-evidence.ts';
import { say } from '../say.ts';
import { otherBuild } from './check-build.ts';

const input = 'digest';

/** The image of a trusted verdict that is recent, measured something, and speaks for this very commit. */
function testedBy(question: GateQuestion, given: GateInput<VerdictFact>, longestSeconds: number): string[] {
  if (given.kind !== 'present' || given.value.decision === 'inconclusive') return [];
  const age = ageOf(given.at, question.now);
  const counts = age !== null && age <= longestSeconds && otherBuild(question, given.value) === null;
  return counts && given.value.digest !== null ? [given.value.digest] : [];
}

/** Images that evidence about this very commit names, each once. */
function testedDigests(question: GateQuestion): string[] {
  const { inputs, rules } = question;
  const named = [
    ...testedBy(question, inputs.release, rules.releaseSeconds),
    ...testedBy(question, inputs.canary, rules.canarySeconds),
    ...testedBy(question, inputs.validation, rules.validation.voidSeconds),
  ];
  return [...new Set(named)];
}

/**
 * The image that is to be deployed is the one that was tested: the one is named by whoever asks, the other by evidence, and neither stands
 * in for the other.
 */
export const checkDigest: GateCheck = (question) => {
  const { digest, digestLack } = question.request;
  if (!isRequired(question, input)) return [];
  const tested = testedDigests(question);
  const missing = (message: string) => missingEvidence(question, { input, code: 'gate-missing', message, links: [] });
  if (digest === null) {
    const known = tested.length === 0 ? '' : `; tested: ${tested.join(', ')}`;
    return missing(`${digestLack ?? 'whoever asks does not say which image (sha256:…) is to be deployed'}${known}`);
  }
  if (tested.length === 0) return missing('no recent trusted verdict about this commit names the image that it tested');
  if (!tested.includes(digest)) {
    return [
      say('deny', { input, code: 'gate-other-build', message: `${digest} was not tested; ${tested.join(', ')} was` }),
    ];
  }
  return tested.length === 1
    ? [say('allow', { input, code: 'gate-supported', message: `${digest} was tested` })]
    : [
        say('deny', {
          input,
          code: 'gate-other-build',
          message: `of this commit several images were tested: ${tested.join(', ')}`,
        }),
      ];
};
