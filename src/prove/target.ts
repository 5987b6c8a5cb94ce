import type { Progress } from '../model/ports.ts';

/** Where a guard looks, and with what. */
export interface Target {
  /** Address or file, as it was given. */
  readonly target: string;
  /** File of the environment that the target is compared with. */
  readonly reference: string | undefined;
  /** Address of the Prometheus that knows the target's memory. */
  readonly prometheus: string | undefined;
  readonly k6: string | undefined;
  /** Handed to k6 whole. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly progress: Progress;
  readonly now: Date;
}
