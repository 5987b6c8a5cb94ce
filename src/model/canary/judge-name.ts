import { z } from 'zod';

/** The judges that can be compared: ours, Kayenta's, and Argo's thresholds. */
export const JudgeName = z.enum(['tollgate', 'kayenta', 'threshold']);
export type JudgeName = z.infer<typeof JudgeName>;
