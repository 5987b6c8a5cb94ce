import { z } from 'zod';
import { configurationSchema } from '../config/configuration-schema.ts';
import { IncidentCheck } from '../incidents/check/incident-check.ts';
import { Classification } from '../incidents/classify/classify.ts';
import { GuardCheck } from '../incidents/guards/guard-check.ts';
import { IncidentFacts } from '../incidents/incident-facts.ts';
import { IncidentIndex } from '../incidents/incident-index.ts';
import { IncidentTestResult } from '../incidents/plan/incident-test-result.ts';
import { TrackRecord } from '../incidents/record/track-record.ts';
import { Backtest } from '../model/canary/backtest.ts';
import { Calibration } from '../model/canary/calibration.ts';
import { CanaryFile } from '../model/canary/canary-file.ts';
import { CanaryPlan } from '../model/canary/canary-plan.ts';
import { PodsFile } from '../model/canary/pods-file.ts';
import { ReleasesFile } from '../model/canary/releases-file.ts';
import { GateAnswer } from '../model/gate/gate-answer.ts';
import { LoadResult } from '../model/load-result.ts';
import { Profile } from '../model/profile.ts';
import { ProofResult } from '../model/proof-result.ts';
import { TrafficModel } from '../model/traffic-model.ts';
import { UsageError } from '../model/usage-error.ts';
import { Verdict } from '../model/verdict.ts';
import { BaselineFile } from './baseline.ts';

/** Every file format that Tollgate reads or writes, as JSON Schema. */
export const schemas: ReadonlyMap<string, () => object> = new Map([
  ['config', () => configurationSchema()],
  ['report', () => z.toJSONSchema(Verdict)],
  ['profile', () => z.toJSONSchema(Profile)],
  ['baseline', () => z.toJSONSchema(BaselineFile)],
  ['traffic', () => z.toJSONSchema(TrafficModel)],
  ['load', () => z.toJSONSchema(LoadResult)],
  // As it may be written: what has a default may be left out.
  ['canary', () => z.toJSONSchema(CanaryFile, { io: 'input' })],
  ['canary-plan', () => z.toJSONSchema(CanaryPlan)],
  ['pods', () => z.toJSONSchema(PodsFile, { io: 'input' })],
  ['calibration', () => z.toJSONSchema(Calibration)],
  ['releases', () => z.toJSONSchema(ReleasesFile, { io: 'input' })],
  ['backtest', () => z.toJSONSchema(Backtest)],
  ['classification', () => z.toJSONSchema(Classification)],
  ['incident-test', () => z.toJSONSchema(IncidentTestResult)],
  ['incident-check', () => z.toJSONSchema(IncidentCheck)],
  ['incident-record', () => z.toJSONSchema(TrackRecord)],
  ['incidents', () => z.toJSONSchema(IncidentIndex, { io: 'input' })],
  ['incident-facts', () => z.toJSONSchema(IncidentFacts)],
  ['guard', () => z.toJSONSchema(GuardCheck)],
  ['gate', () => z.toJSONSchema(GateAnswer)],
  ['proof', () => z.toJSONSchema(ProofResult)],
]);

/**
 * The JSON Schema of a file format.
 *
 * @throws UsageError for an unknown name
 */
export function schema(name: string): object {
  const make = schemas.get(name);
  if (make !== undefined) return make();
  throw new UsageError('invalid-option', `wanted one of ${[...schemas.keys()].join(', ')}, not "${name}"`);
}
