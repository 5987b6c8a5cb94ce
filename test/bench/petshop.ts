import { JudgeName } from '../../src/model/canary/judge-name.ts';
import { fromFaultOn, judgeHealthy, judgeIssue, type PetVerdict } from '../petshop/judge-petshop.ts';
import { readPetShop } from '../petshop/read-petshop.ts';
import { printTable } from './judge/markdown.ts';

const cells = ({ judged }: PetVerdict) =>
  [...judged.values()].map(({ outcome, look }) => (look === null ? outcome : `${outcome}@${look}`));

function counts(verdicts: readonly PetVerdict[], what: string): string[][] {
  return JudgeName.options.map((judge) => {
    const count = (outcome: string) =>
      String(verdicts.filter(({ judged }) => judged.get(judge)?.outcome === outcome).length);
    return [what, judge, count('stopped'), count('passed'), count('undecided')];
  });
}

/** Every fault of the public PetShop data against its healthy run, and the healthy run against itself, before three judges. */
export async function benchPetShop(): Promise<void> {
  const shop = readPetShop();
  if (shop === null) return;
  const { healthy, issues } = shop;
  console.log(
    '\nPetShop, front end, 30-second looks dealt from five-minute rows; allowed: errors 1.5 × + 0.5 percentage points, p50 and p95 +20 %; "@": the look that decided. A fault is seen after five to ten minutes and lasts ten to fifteen.\n',
  );
  const whole = issues.map((issue, at) => judgeIssue(issue, issue.rows, { healthy, seed: at + 1 }));
  const late = issues.map((issue, at) => judgeIssue(issue, fromFaultOn(issue), { healthy, seed: at + 1 }));
  const heads = (when: string) => JudgeName.options.map((judge) => `${judge}, ${when}`);
  printTable(
    ['fault', ...heads('all 25 minutes'), ...heads('from the fault on')],
    whole.map((verdict, at) => [verdict.name, ...cells(verdict), ...cells(late[at] ?? verdict)]),
  );
  console.log();
  const itself = judgeHealthy(healthy);
  printTable(
    ['what', 'judge', 'stopped', 'passed', 'undecided'],
    [
      ...counts(whole, `${whole.length} faults, all 25 minutes`),
      ...counts(late, `${late.length} faults, from the fault on`),
      ...counts(itself, `${itself.length} × the healthy run against itself`),
    ],
  );
  const alarms = itself.filter(({ judged }) => judged.get('tollgate')?.outcome === 'stopped');
  for (const { name, judged } of alarms)
    console.log(`\n${name}, stopped by tollgate: ${judged.get('tollgate')?.reason}`);
}
