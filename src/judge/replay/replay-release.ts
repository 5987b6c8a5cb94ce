import type { Random } from '../../demo/random.ts';
import type { CanaryFile } from '../../model/canary/canary-file.ts';
import type { JudgeName } from '../../model/canary/judge-name.ts';
import { type KayentaReplay, replayKayenta } from './replay-kayenta.ts';
import { replayThreshold, type ThresholdReplay } from './replay-threshold.ts';
import { replayTollgate } from './replay-tollgate.ts';
import type { Replayed } from './replayed.ts';

/** How the other judges watch. */
export interface ReplaySettings {
  readonly kayenta: KayentaReplay;
  readonly threshold: ThresholdReplay;
  /** For Kayenta's noise on constant series. */
  readonly random: Random;
}

/** Gives a recorded canary to one of the judges. */
export function replayRelease(judge: JudgeName, file: CanaryFile, settings: ReplaySettings): Replayed {
  switch (judge) {
    case 'tollgate':
      return replayTollgate(file);
    case 'kayenta':
      return replayKayenta(file, settings.random, settings.kayenta);
    case 'threshold':
      return replayThreshold(file, settings.threshold);
  }
}
