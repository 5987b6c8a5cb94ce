import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { guardFor } from '../../src/incidents/guards/guard-for.ts';
import type { IncidentFacts } from '../../src/incidents/incident-facts.ts';
import { IncidentIndex } from '../../src/incidents/incident-index.ts';
import { ProofResult } from '../../src/model/proof-result.ts';
import { incidentOf, noTraffic } from '../incidents/guards/incident.ts';
import { closedAddress } from './closed-address.ts';
import { runCli } from './run-cli.ts';
import { type Workplace, workplaces } from './workplace.ts';

const newWorkplace = workplaces();
const index = 'load-tests/incidents/index.yml';

/** A repository with this incident and its guard. */
function repositoryOf(facts: IncidentFacts): Workplace {
  const guard = guardFor(facts, noTraffic);
  if (guard === null) throw new Error('no guard');
  const { id, link, class: name, service, date } = facts;
  const { kind, dimensions, files } = guard;
  const entry = {
    id,
    link,
    class: name,
    service,
    date,
    dimensions,
    guard: { kind, file: files[0].path },
    proof: null,
    status: 'active',
  };
  const workplace = newWorkplace();
  workplace.write(
    index,
    `# Incidents of the shop.\n${stringify({ schema: 'tollgate.incidents/1', incidents: [entry] })}`,
  );
  workplace.write(`load-tests/incidents/${files[0].path}`, files[0].text);
  return workplace;
}

const variable = () => repositoryOf(incidentOf('config_change', { variable: 'PAYMENT_URL' }));
const secret = 'https://pay.example.com/?key=s3cr3t';

async function prove(workplace: Workplace, [bad, good]: readonly [string, string], more: readonly string[] = []) {
  const ran = await runCli(['incident', 'prove', '42', '--bad', bad, '--good', good, ...more], {
    cwd: workplace.folder,
  });
  const entry = IncidentIndex.parse(parse(workplace.read(index))).incidents[0];
  return { ...ran, proof: entry?.proof ?? null };
}

describe('incident prove', () => {
  it('notes a guard that told both apart: exit 0, and no value of a variable', async () => {
    const workplace = variable();
    workplace.write('bad.env', 'OTHER=1\n');
    workplace.write('good.env', `PAYMENT_URL=${secret}\n`);
    const { code, stdout, stderr, proof } = await prove(workplace, ['bad.env', 'good.env'], ['--json', 'proof.json']);
    expect(stdout).toMatchInlineSnapshot(`
      "Proven: the guard fails on the bad target and passes on the good one
      Guard: load-tests/incidents/checkout-config-change.yml
        bad   failed: PAYMENT_URL is missing (bad.env)
        good  passed: PAYMENT_URL is as it must be (good.env)
      The index says so now.
      "
    `);
    expect([code, stderr]).toEqual([0, 'bad: bad.env\ngood: good.env\n']);
    expect(proof).toMatchObject({ bad: { outcome: 'failed', target: 'bad.env' }, good: { outcome: 'passed' } });
    expect(workplace.read(index)).toMatch(/^# Incidents of the shop\.\n/);
    const result = ProofResult.parse(JSON.parse(workplace.read('proof.json')));
    expect([result.result, result.recorded, result.guardHash]).toEqual(['proven', true, proof?.guardHash]);
    expect(workplace.read(index) + stdout + workplace.read('proof.json')).not.toContain('s3cr3t');
  });

  it('ends with 1 where the guard would not have caught the incident, and takes an earlier proof away', async () => {
    const workplace = variable();
    workplace.write('bad.env', 'OTHER=1\n');
    workplace.write('good.env', 'PAYMENT_URL=x\n');
    workplace.write('also-good.env', 'PAYMENT_URL=y\n');
    expect((await prove(workplace, ['bad.env', 'good.env'])).proof?.bad.outcome).toBe('failed');
    const { code, stdout, proof } = await prove(workplace, ['also-good.env', 'good.env'], ['--json', '-']);
    expect([code, ProofResult.parse(JSON.parse(stdout)).result]).toEqual([1, 'refuted']);
    expect(proof?.bad.outcome).toBe('passed');
  });

  it('ends with 3 where nothing was measured, with 4 where nobody answers, and leaves the index alone', async () => {
    const rights = repositoryOf(incidentOf('permission_denied'));
    rights.write('a.json', '[{"grantee": "app", "privilege_type": "SELECT", "table_name": "orders"}]');
    rights.write('b.json', '[{"grantee": "app", "privilege_type": "UPDATE", "table_name": "orders"}]');
    const open = await prove(rights, ['a.json', 'b.json']);
    expect([open.code, open.proof]).toEqual([3, null]);
    expect(open.stdout).toContain('Not proven: no proof, for nothing was measured: bad: the guard names no action yet');
    const host = new URL(await closedAddress()).host;
    const closed = await prove(repositoryOf(incidentOf('certificate_expiry')), [host, '127.0.0.1:1']);
    expect([closed.code, closed.proof]).toEqual([4, null]);
    expect(closed.stdout).toContain('ECONNREFUSED');
    expect(closed.stdout).toContain('The index is as it was.');
  });

  it.each([
    {
      name: 'no k6',
      facts: incidentOf('rate_limit'),
      args: ['42', '--bad', 'http://127.0.0.1:1', '--good', 'http://127.0.0.1:2'],
      words: 'k6 is not on PATH: install it',
    },
    {
      name: 'no address',
      facts: incidentOf('rate_limit'),
      args: ['42', '--bad', 'http://127.0.0.1:1', '--good', 'a.env'],
      words: '--good a.env: wanted an address',
    },
    { name: 'no such incident', args: ['43', '--bad', 'a', '--good', 'b'], words: 'has no incident 43; it has 42' },
    {
      name: 'no index',
      args: ['42', '--bad', 'a', '--good', 'b', '--folder', 'no'],
      words: 'there is no file no/index.yml',
    },
    { name: 'no bad target', args: ['42', '--good', 'b'], words: '--bad is missing' },
    { name: 'the same target twice', args: ['42', '--bad', 'b', '--good', 'b'], words: 'are the same' },
  ])('refuses with 2: $name', async ({ facts = incidentOf('config_change'), args, words }) => {
    const { folder } = repositoryOf(facts);
    const { code, stderr } = await runCli(['incident', 'prove', ...args], { cwd: folder, env: { PATH: '/nowhere' } });
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });

  it('tells a person of its parts', async () => {
    const { code, stdout } = await runCli(['incident', 'prove', '--help'], { cwd: newWorkplace().folder });
    expect([code, stdout]).toEqual([0, expect.stringContaining('--prometheus <URL>')]);
  });
});
