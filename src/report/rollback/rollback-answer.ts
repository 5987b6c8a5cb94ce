import type { Answer, Line, Mood, Piece } from '../../chatops/answer.ts';
import { type RollbackStep, rollbackSteps, type StepDetails } from '../../rollout/rollback-entry.ts';
import { type RollbackEnd, type RollbackState, watchAt } from '../../rollout/rollback-state.ts';
import { stepWords } from '../../rollout/step-words.ts';

function detailPieces(details: StepDetails): Piece[] {
  return Object.entries(details).flatMap(([name, value]): Piece[] => {
    // It is for whoever goes on with it.
    if (name === 'runSha') return [];
    return name === 'link' ? [' ', { link: 'link', to: value }] : [` ${name} `, { code: value.slice(0, 200) }];
  });
}

function stepLine({ done, open }: RollbackState, step: RollbackStep): Line[] {
  const made = done.get(step);
  const { done: words, doing } = stepWords[step];
  if (made === undefined) return open?.step === step ? [`… ${doing}`] : [];
  const { unseen, ...seen } = made.details;
  if (unseen !== undefined) return [[`? whether ${words} could not be seen: `, { code: unseen.slice(0, 200) }]];
  const details = detailPieces(seen);
  return [[`✓ ${words}${details.length === 0 ? '' : ':'}`, ...details]];
}

/** Whoever reads that nobody could see it must look: it is not done by that. */
const ends = {
  succeeded: { mood: 'done', verb: 'was rolled', begins: 'Done: ' },
  failed: { mood: 'failed', verb: 'could not be rolled', begins: 'Failed: ' },
  inconclusive: { mood: 'waiting', verb: 'may have been rolled', begins: 'Look at it: ' },
} as const satisfies Record<RollbackEnd['outcome'], { mood: Mood; verb: string; begins: string }>;

function moodOf({ ended }: RollbackState): Mood {
  if (ended === null) return 'working';
  return ends[ended.outcome].mood;
}

const nameOf = ({ sha, image, id }: { sha: string | null; image: string | null; id: string }) =>
  image ?? sha?.slice(0, 12) ?? id;

function endLine(state: RollbackState): Line[] {
  const { ended, plan, done } = state;
  if (ended !== null) return [[ends[ended.outcome].begins, { code: ended.message }]];
  const at = watchAt(state);
  return at === null || plan.watchSeconds === 0 || done.has('watch')
    ? []
    : [`It is looked at again at ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`];
}

/** Says how far a rollback is, or how it ended. */
export function rollbackAnswer(state: RollbackState): Answer {
  const { plan, ended } = state;
  const verb = ended === null ? 'is being rolled' : ends[ended.outcome].verb;
  return {
    mood: moodOf(state),
    title: [{ code: plan.environment }, ` ${verb} back to `, { code: nameOf(plan.to) }],
    lines: [
      [
        'From ',
        { code: nameOf(plan.from) },
        `, asked for by ${plan.by}`,
        plan.reason === '' ? '' : ': ',
        ...(plan.reason === '' ? [] : [{ code: plan.reason }]),
      ],
      ...rollbackSteps.flatMap((step) => stepLine(state, step)),
      ...endLine(state),
      ['Rollback ', { code: plan.id }],
    ],
  };
}
