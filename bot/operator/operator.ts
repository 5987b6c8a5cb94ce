import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { UsageError } from '../../src/model/usage-error.ts';
import { Grants, type Oidc, OperatorFile, type Token } from './operator-file.ts';

/** What the operator has decided about repositories. */
export interface Operator {
  /** What is granted to a repository, "owner/name"; nothing to one that the operator does not name. */
  grantsOf(repository: string): Grants;
  readonly oidc: Oidc;
  /** Those of the operator’s own people. */
  readonly tokens: readonly Token[];
}

const nothing = Grants.parse({});

/** Makes an operator of a file that was read. */
export function operatorOf({ repositories, oidc, tokens }: OperatorFile): Operator {
  const byName = new Map(Object.entries(repositories).map(([name, grants]) => [name.toLowerCase(), grants]));
  return { grantsOf: (repository) => byName.get(repository.toLowerCase()) ?? nothing, oidc, tokens };
}

/**
 * Reads the operator’s file; null for none, which grants nothing to anybody.
 *
 * @throws UsageError that lists every mistake by its path, never with a value: they are secrets
 */
export async function readOperator(file: string | null): Promise<Operator> {
  if (file === null) return operatorOf(OperatorFile.parse({ version: 1 }));
  const wrong = (what: string) => new UsageError('invalid-configuration', `the operator’s file ${file}: ${what}`);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw wrong(`cannot be read (${error.code ?? 'unknown'})`);
  });
  const document = parseDocument(text, { strict: true, uniqueKeys: true });
  const [mistake] = document.errors;
  if (mistake !== undefined) throw wrong(`line ${mistake.linePos?.[0].line ?? 1} is no YAML (${mistake.code})`);
  const parsed = OperatorFile.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (parsed.success) return operatorOf(parsed.data);
  throw wrong(`\n${parsed.error.issues.map(describe).join('\n')}`);
}

function describe({ path, message }: z.core.$ZodIssue): string {
  return `- ${path.length === 0 ? 'the whole file' : path.join('.')}: ${message}`;
}
