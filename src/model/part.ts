/**
 * The parts of a profile, each measured by one probe; what `--only` names.
 *
 * The lies that follow (dependencies, network, configuration, permissions, monitoring) join here.
 */
export const parts = ['behaviour', 'data', 'traffic'] as const;
export type Part = (typeof parts)[number];
