import type { Answer, Line } from '../../src/chatops/answer.ts';

/** The answer that nothing was done, for a reason of ours. */
export function refuse(title: Line, ...lines: readonly Line[]): Answer {
  return { mood: 'refused', title, lines };
}

/** A command is not obeyed; thrown from deep inside, it becomes its answer. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly answer: Answer;

  constructor(title: Line, ...lines: readonly Line[]) {
    super(typeof title === 'string' ? title : 'refused');
    this.answer = refuse(title, ...lines);
  }
}
