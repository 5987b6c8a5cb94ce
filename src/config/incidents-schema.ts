import { z } from 'zod';

const Path = z
  .string()
  .regex(/^(?!.*\.\.)[A-Za-z0-9._-][A-Za-z0-9._/-]{0,199}$/, 'a path from the repository’s root, without ..');
const Label = z.string().min(1).max(50);

/** How incidents become tests; every part has a usual value. */
export const Incidents = z
  .strictObject({
    label: Label.default('incident').describe('label of issues that are incidents; who sets it must be able to write'),
    testedLabel: Label.default('tollgate:tested').describe('label of incidents whose guard was merged'),
    folder: Path.default('load-tests/incidents').describe('folder of the index and its guards'),
    traffic: Path.optional().describe('production’s traffic model (tollgate.traffic/1), for endpoints and rates'),
    productionHosts: z.array(z.string().min(1).max(253)).default([]).describe('hosts that a guard refuses to load'),
    flagFiles: z
      .array(Path)
      .max(20)
      .default([])
      .describe('files or folders of feature flags: their changes in the two hours before an incident are named'),
  })
  .describe('bot: what becomes of issues that are incidents; without it the bot leaves them alone');
export type Incidents = z.infer<typeof Incidents>;
