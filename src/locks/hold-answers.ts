import { type Answer, type Line, piecesOf } from '../chatops/answer.ts';
import { minuteText } from '../report/answer/minute-text.ts';
import type { Hold, HoldKind } from './hold.ts';
import type { HoldState, Released, Taken } from './open-holds.ts';

const words = {
  lock: { held: 'locked', taken: 'is locked', free: 'is not locked', released: 'is unlocked' },
  freeze: { held: 'frozen', taken: 'is frozen', free: 'is not frozen', released: 'is no longer frozen' },
} as const;

/** Who holds an environment, until when and why. */
export function holdLine({ owner, until, reason }: Hold, kind: HoldKind): Line {
  const place = owner.pullRequest === null ? '' : ` for pull request ${owner.pullRequest}`;
  return [`${words[kind].held} by `, { code: owner.login }, `${place} until ${minuteText(until)}: ${reason}`];
}

function unreadable(environment: string, { ref, why }: Extract<HoldState, { kind: 'unreadable' }>): Answer {
  return {
    mood: 'refused',
    title: ['The record of ', { code: environment }, ' cannot be read, so it counts as held'],
    lines: [why, ['Look at it, then delete it by hand: ', { code: `git push origin :${ref}` }]],
  };
}

/** What came of taking a hold. */
export function takenAnswer(taken: Taken, { environment }: Pick<Hold, 'environment'>, kind: HoldKind): Answer {
  if (taken.kind === 'unreadable') return unreadable(environment, taken);
  if (taken.kind === 'held') {
    return {
      mood: 'refused',
      title: [{ code: environment }, ' is held by somebody else'],
      lines: [holdLine(taken.hold, kind), ['Whoever holds it gives it back with ', { code: `/unlock ${environment}` }]],
    };
  }
  const again = taken.renewed ? ' anew' : '';
  return {
    mood: 'done',
    title: [{ code: environment }, ` ${words[kind].taken}${again}`],
    lines: [holdLine(taken.hold, kind)],
  };
}

/** What came of giving a hold back. */
export function releasedAnswer(released: Released, environment: string, kind: HoldKind): Answer {
  switch (released.kind) {
    case 'unreadable':
      return unreadable(environment, released);
    case 'free':
      return { mood: 'done', title: [{ code: environment }, ` ${words[kind].free}`], lines: [] };
    case 'released':
      return {
        mood: 'done',
        title: [{ code: environment }, ` ${words[kind].released}`],
        lines: [['It was ', ...piecesOf(holdLine(released.hold, kind))]],
      };
    case 'held':
      return {
        mood: 'refused',
        title: [{ code: environment }, ' is held by somebody else'],
        lines: [
          holdLine(released.hold, kind),
          [{ code: `/unlock ${environment} --force` }, ' takes it away, from those who may override'],
        ],
      };
  }
}

/** How an environment stands. */
export function stateAnswer(environment: string, lock: HoldState, freeze: HoldState): Answer {
  const line = (state: HoldState, kind: HoldKind): Line => {
    if (state.kind === 'held') return holdLine(state.hold, kind);
    return state.kind === 'free' ? `not ${words[kind].held}` : `its ${kind} cannot be read: ${state.why}`;
  };
  return {
    mood: 'done',
    title: ['Who holds ', { code: environment }],
    lines: [line(lock, 'lock'), line(freeze, 'freeze')],
  };
}
