import type { GateAnswer, GateDecision } from '../model/gate/gate-answer.ts';
import type { ImageReference } from './image-reference.ts';

/** Where an image would be deployed. */
export interface Destination {
  /** "owner/name" of the application. */
  readonly application: string;
  readonly environment: string;
}

/** What is said of an image that a change would deploy. */
export type ImageWord =
  /** The gate has decided about the commit that it was built of. */
  | { readonly kind: 'decided'; readonly answer: GateAnswer }
  /** Nobody knows of which commit it is, or the gate cannot decide. */
  | { readonly kind: 'refused'; readonly why: string }
  /** It is of another maker, whom the configuration names. */
  | { readonly kind: 'of-others' }
  /** It is what a rollback under way puts back. */
  | { readonly kind: 'rollback'; readonly id: string };

/** An image that a change would deploy, and what is said of it. */
export interface JudgedImage extends Destination {
  readonly path: string;
  readonly image: ImageReference;
  readonly word: ImageWord;
}

function decisionOn(word: ImageWord): GateDecision {
  switch (word.kind) {
    case 'decided':
      return word.answer.decision;
    case 'refused':
      return 'deny';
    case 'of-others':
    case 'rollback':
      return 'allow';
  }
}

/** The worst of what is said of several images: all of them are deployed. */
export function worstDecision(images: readonly Pick<JudgedImage, 'word'>[]): GateDecision {
  const decisions = new Set(images.map(({ word }) => decisionOn(word)));
  if (decisions.has('deny')) return 'deny';
  return decisions.has('wait') ? 'wait' : 'allow';
}

const order = ['deny', 'wait', 'allow'] as const satisfies readonly GateDecision[];

/**
 * The worst of several decisions about one image.
 *
 * @throws Error where there is none
 */
export function worstAnswer(answers: readonly GateAnswer[]): GateAnswer {
  const worst = answers.toSorted((a, b) => order.indexOf(a.decision) - order.indexOf(b.decision))[0];
  if (worst === undefined) throw new Error('nothing was decided');
  return worst;
}
