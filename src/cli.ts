#!/usr/bin/env node
import { CommanderError } from 'commander';
import { processOutput } from './cli/output.ts';
import { buildProgram } from './cli/program.ts';
import { unsupportedNode } from './cli/unsupported-node.ts';
import { exitCodes } from './commands/exit-code.ts';
import { ProviderError } from './model/provider-error.ts';
import { UsageError } from './model/usage-error.ts';
import { inertLines } from './report/escape/terminal.ts';

const output = processOutput();

/** Whatever goes wrong ends here, never with exit code 0, and never with 1: nothing was measured. */
function exitCodeOfError(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof UsageError || error instanceof ProviderError) {
    output.note(inertLines(`tollgate: ${error.message}`));
    return error instanceof UsageError ? exitCodes.usage : exitCodes.unreachable;
  }
  output.note(inertLines(`tollgate: ${error instanceof Error ? error.message : String(error)}`));
  return exitCodes.inconclusive;
}

try {
  const unsupported = unsupportedNode(process.versions.node);
  if (unsupported !== null) throw new UsageError('invalid-option', unsupported);
  const program = buildProgram(output, (code) => {
    process.exitCode = code;
  });
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOfError(error);
}
