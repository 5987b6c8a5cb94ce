import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { processOutput } from '../../src/cli/output.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { reasons } from '../../src/model/reason-codes.ts';
import { ActionFile, type TableSources } from './reference-tables.ts';

/** Reads what the reference's tables are made from, as it is in the checkout at `root`. */
export function readTableSources(root: string): TableSources {
  return {
    action: ActionFile.parse(parse(readFileSync(join(root, 'action.yml'), 'utf8'))),
    program: buildProgram(processOutput(), () => {}),
    reasons,
  };
}
