import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { parse, stringify } from 'yaml';
import { proveIncident } from '../../src/commands/incident/prove.ts';
import type { Guard } from '../../src/incidents/guards/guard.ts';
import { guardFor } from '../../src/incidents/guards/guard-for.ts';
import { settingsIn } from '../../src/incidents/guards/script-text.ts';
import type { IncidentFacts } from '../../src/incidents/incident-facts.ts';
import { IncidentIndex } from '../../src/incidents/incident-index.ts';
import type { ProofResult } from '../../src/model/proof-result.ts';
import { noTraffic } from '../incidents/guards/incident.ts';
import { k6OnPath } from '../k6-driver/k6-on-path.ts';

/** A guard beside its index, in a folder of its own. */
export interface Proving {
  readonly folder: string;
  readonly guardFile: string;
  readonly indexFile: string;
  readonly index: () => IncidentIndex;
  readonly write: (name: string, text: string) => string;
  readonly prove: (given: {
    readonly bad: string;
    readonly good: string;
    readonly reference?: string;
    readonly prometheus?: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly k6?: string;
    readonly now?: Date;
    readonly progress?: () => void;
  }) => Promise<ProofResult>;
}

/** Fills parameters of a script in, as whoever reviews it does. */
export function withSettings(text: string, settings: object): string {
  const filled = JSON.stringify({ ...settingsIn(text), ...settings }, null, 2);
  return text.replace(/^const settings = \{\n[\s\S]*?\n\};$/m, () => `const settings = ${filled};`);
}

function guardOf(facts: IncidentFacts): Guard {
  const guard = guardFor(facts, noTraffic);
  if (guard === null) throw new Error(`${facts.class} has no guard`);
  return guard;
}

/** Gives what makes such folders; they are removed after the tests of the file. */
export function provings(): (facts: IncidentFacts, settings?: object) => Proving {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  return (facts, settings = {}) => {
    const folder = mkdtempSync(join(tmpdir(), 'tollgate-prove-'));
    folders.push(folder);
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const { kind, files, dimensions } = guardOf(facts);
    const { path, text } = files[0];
    const { id, link, class: name, service, date } = facts;
    const entry = {
      id,
      link,
      class: name,
      service,
      date,
      dimensions,
      guard: { kind, file: path },
      proof: null,
      status: 'active',
    };
    const guardFile = write(path, kind === 'k6' ? withSettings(text, settings) : text);
    const indexFile = write(
      'index.yml',
      `# Kept.\n${stringify({ schema: 'tollgate.incidents/1', incidents: [entry] })}`,
    );
    const k6 = join(k6OnPath(folder), 'k6');
    return {
      folder,
      guardFile,
      indexFile,
      index: () => IncidentIndex.parse(parse(readFileSync(indexFile, 'utf8'))),
      write,
      prove: ({ environment = {}, ...given }) =>
        proveIncident({
          id,
          folder,
          reference: undefined,
          prometheus: undefined,
          k6,
          environment: { PATH: process.env['PATH'], ...environment },
          progress: () => {},
          now: new Date('2026-03-05T06:07:08Z'),
          ...given,
        }),
    };
  };
}
