import type { Shape } from './shape.ts';

/** Every step of a shape, from the top down. */
export function everyStep(shape: Shape): Shape[] {
  return [shape, ...shape.children.flatMap(everyStep)];
}
