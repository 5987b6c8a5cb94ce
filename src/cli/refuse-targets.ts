import { everyOption } from '../commands/every-option.ts';
import { refuseFolder, refuseUnwritable } from '../commands/refuse-unwritable.ts';
import { refuseClashes } from '../notify/write-reports.ts';
import { type Inputs, targetsOf } from './inputs.ts';

/**
 * Refuses reports and evidence that could not be written, before a run that may take hours.
 *
 * @throws UsageError with one line for each
 */
export async function refuseTargets(inputs: Inputs): Promise<void> {
  const targets = targetsOf(inputs);
  refuseClashes(targets);
  const evidence = inputs.text('evidence');
  const report = (form: keyof typeof targets) => () => {
    const file = targets[form];
    return refuseUnwritable(`--${form}`, file === undefined || file === '-' ? null : file);
  };
  await everyOption({
    json: report('json'),
    markdown: report('markdown'),
    html: report('html'),
    evidence: () => (evidence === undefined ? null : refuseFolder('--evidence', evidence)),
  });
}
