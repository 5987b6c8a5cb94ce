import { briefOf } from '../github/brief-of.ts';
import { type GateInput, lacking } from '../model/gate/gate-input.ts';

/** Told of what could not be read, with all that is known of why: for the log of whoever asks. */
export type OnLack = (input: string, error: unknown) => void;

/** Makes what reads one input; whatever goes wrong on the way means that nothing is known of it, and is told in general words. */
export function attemptWith(onLack: OnLack) {
  return async <Value>(input: string, read: () => Promise<GateInput<Value>>): Promise<GateInput<Value>> => {
    try {
      return await read();
    } catch (error) {
      onLack(input, error);
      return lacking('unreachable', `${briefOf(error)}; the log says more`);
    }
  };
}
