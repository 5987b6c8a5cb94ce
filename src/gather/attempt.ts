import { type GateInput, lacking } from '../model/gate/gate-input.ts';

/** An error in one line; its cause may hold more than people should see. */
const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';

/** Reads one input; whatever goes wrong on the way means that nothing is known of it. */
export async function attempt<Value>(read: () => Promise<GateInput<Value>>): Promise<GateInput<Value>> {
  try {
    return await read();
  } catch (error) {
    return lacking('unreachable', wordsOf(error));
  }
}
