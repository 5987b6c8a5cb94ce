import { z } from 'zod';
import { Address, Duration, RepositoryPath as Path } from './schema-words.ts';

const Label = z.string().min(1).max(50);

/** Where the guards look; a kind of guard whose place is not named is not measured. */
const GuardRuns = z
  .strictObject({
    target: Address.optional().describe('address of staging, which scripts load; its certificate is looked at, too'),
    prometheus: Address.optional().describe('server that knows staging’s memory, for guards against leaks'),
    resolver: z.string().min(1).max(300).optional().describe('IP address of the resolver that is asked for names'),
    variables: Path.optional().describe('file of staging’s variables, for parity rules'),
    reference: Path.optional().describe('file of the variables that they are compared with'),
    permissions: Path.optional().describe('file of staging’s rights'),
    plans: Path.optional().describe('file of plans of production or of its shadow'),
    longest: Duration.optional().describe('guards that take longer are left out of a run (default: none is)'),
  })
  .describe('where incident run looks');
export type GuardRuns = z.infer<typeof GuardRuns>;

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
    run: GuardRuns.optional(),
  })
  .describe(
    'what becomes of incidents: how the bot treats their issues (without it, it leaves them alone), and where guards look',
  );
export type Incidents = z.infer<typeof Incidents>;
