import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startNameServer } from '../faulty-servers/name-server.ts';
import { startTls } from '../faulty-servers/tls-server.ts';
import { incidentOf } from '../incidents/guards/incident.ts';
import { closedAddress } from '../process/closed-address.ts';
import { findRequiredProgram } from '../report/find-program.ts';
import { provings } from './proving.ts';

const newProving = provings();
const folder = mkdtempSync(join(tmpdir(), 'tollgate-evidence-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(text: string): string {
  files += 1;
  const path = join(folder, `evidence-${files}`);
  writeFileSync(path, text);
  return path;
}

describe('the guard of a certificate', () => {
  it.skipIf(findRequiredProgram('openssl') === null)(
    'fails on one that ends tomorrow, and passes on one that ends next year',
    async () => {
      const [bad, good] = await Promise.all([startTls(1), startTls(365)]);
      try {
        const proving = newProving(incidentOf('certificate_expiry', { host: 'shop.test' }));
        // The day counts from now, which is that of the certificates.
        const result = await proving.prove({ bad: bad.address, good: good.address, now: new Date() });
        expect(result.result).toBe('proven');
        expect(result.bad.why).toMatch(/^the certificate of shop\.test is valid for 0 days \(until .*\), wanted 21$/);
        const later = await proving.prove({
          bad: bad.address,
          good: good.address,
          now: new Date(Date.now() + 400 * 86_400_000),
        });
        expect([later.result, later.good.why]).toEqual(['refuted', expect.stringContaining('expired on')]);
      } finally {
        await Promise.all([bad.stop(), good.stop()]);
      }
    },
  );

  it('says nothing of an address where nobody answers', async () => {
    const proving = newProving(incidentOf('certificate_expiry'));
    const closed = new URL(await closedAddress()).host;
    const result = await proving.prove({ bad: closed, good: '127.0.0.1:1' });
    expect([result.result, result.recorded]).toEqual(['unreachable', false]);
    expect(proving.index().incidents[0]?.proof).toBeNull();
  });
});

describe('the guard of a name', () => {
  const facts = incidentOf('dns', { host: 'db.shop.test', ttl: 60 });

  it.each([
    { fault: 'may be kept for too long', says: { addresses: ['10.0.0.1'], ttl: 3600 }, why: 'kept for up to 3600 s' },
    { fault: 'does not exist', says: { addresses: [], ttl: 0, code: 3 as const }, why: 'has 0 addresses' },
    { fault: 'has no address', says: { addresses: [], ttl: 0 }, why: 'has 0 addresses' },
  ])('fails on one that $fault', async ({ says, why }) => {
    const [bad, good] = await Promise.all([
      startNameServer(says),
      startNameServer({ addresses: ['10.0.0.1', '10.0.0.2'], ttl: 20 }),
    ]);
    try {
      const result = await newProving(facts).prove({ bad: bad.address, good: good.address });
      expect([result.result, result.bad.why]).toEqual(['proven', expect.stringContaining(why)]);
    } finally {
      await Promise.all([bad.stop(), good.stop()]);
    }
  });

  it('takes answers that were recorded, and no server that failed for one', async () => {
    const broken = await startNameServer({ addresses: [], ttl: 0, code: 2 });
    try {
      const good = file('{"answers": [{"address": "10.0.0.1", "ttl": 30}]}');
      const proving = newProving(facts);
      expect((await proving.prove({ bad: file('{"answers": []}'), good })).result).toBe('proven');
      const { result, message } = await proving.prove({ bad: broken.address, good });
      expect([result, message]).toEqual(['inconclusive', expect.stringContaining('ESERVFAIL')]);
      await expect(proving.prove({ bad: file('{}'), good })).rejects.toThrow('wanted {"answers"');
    } finally {
      await broken.stop();
    }
  });

  it('is noted in the index as it is by then, and of no guard that changed while it ran', async () => {
    const [bad, good] = [file('{"answers": []}'), file('{"answers": [{"address": "10.0.0.1", "ttl": 30}]}')];
    const proving = newProving(facts);
    const text = readFileSync(proving.indexFile, 'utf8');
    const progress = () => writeFileSync(proving.indexFile, text.replace('# Kept.', '# Written by a person.'));
    expect((await proving.prove({ bad, good, progress })).result).toBe('proven');
    expect(readFileSync(proving.indexFile, 'utf8')).toContain('# Written by a person.');
    const changes = () => writeFileSync(proving.guardFile, `${readFileSync(proving.guardFile, 'utf8')}# mine\n`);
    await expect(proving.prove({ bad, good, progress: changes })).rejects.toThrow('was changed while it ran');
    await expect(proving.prove({ bad, good: join(bad, '..', basename(bad)) })).rejects.toThrow('are the same');
  });

  it('measures nothing while its name is not filled in', async () => {
    const good = file('{"answers": [{"address": "10.0.0.1", "ttl": 30}]}');
    const { result, message } = await newProving(incidentOf('dns')).prove({ bad: file('{"answers": []}'), good });
    expect([result, message]).toEqual(['inconclusive', expect.stringContaining('fill in')]);
  });
});

const planOf = (node: object) =>
  JSON.stringify([{ Plan: { 'Startup Cost': 0.1, 'Plan Rows': 10, 'Plan Width': 8, ...node } }]);
const scan = { 'Relation Name': 'orders', Alias: 'orders' };
const wholeTable = (cost: number) => planOf({ 'Node Type': 'Seq Scan', ...scan, 'Total Cost': cost });
const byIndex = planOf({
  'Node Type': 'Index Scan',
  ...scan,
  'Index Name': 'i',
  'Index Cond': '(id = 1)',
  'Total Cost': 8.3,
});
const policy = (action: string, more: object = {}) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Action: action, Resource: '*', ...more }] });

const stories = [
  {
    name: 'a variable that is missing',
    facts: incidentOf('config_change', { variable: 'PAYMENT_URL' }),
    bad: 'OTHER=1\n',
    good: 'export PAYMENT_URL="https://pay.example.com" # of the new vendor\n',
    why: 'PAYMENT_URL is missing',
  },
  {
    name: 'a variable that nobody filled in',
    facts: incidentOf('config_change', { variable: 'PAYMENT_URL' }),
    bad: '{"PAYMENT_URL": "<your address>"}',
    good: '["PAYMENT_URL"]',
    why: 'PAYMENT_URL is a placeholder',
  },
  {
    name: 'a variable that the reference has',
    facts: incidentOf('config_change'),
    bad: 'A=1\nB=\n',
    good: '[{"name": "A", "value": "1"}, {"name": "B", "value": "x"}]',
    reference: 'A=2\nB=2\n',
    why: 'B is empty',
  },
  {
    name: 'a right that was only granted for reading',
    facts: incidentOf('permission_denied', { permission: 's3:PutObject' }),
    bad: policy('s3:Get*'),
    good: policy('s3:*'),
    why: 'nothing grants s3:PutObject on *',
  },
  {
    name: 'a right that is denied again',
    facts: incidentOf('permission_denied', { permission: 's3:PutObject' }),
    bad: `[${policy('*')}, {"Statement": {"Effect": "Deny", "Action": ["s3:Put*"], "Resource": "*"}}]`,
    good: policy('*'),
    why: 's3:PutObject on * is denied',
  },
  {
    name: 'a privilege on a table',
    facts: incidentOf('permission_denied', { permission: 'UPDATE', table: 'orders' }),
    bad: '[{"grantee": "app", "privilege_type": "SELECT", "table_name": "orders"}]',
    good: '[{"grantee": "app", "privilege_type": "UPDATE", "table_name": "orders"}]',
    why: 'nothing grants UPDATE on orders',
  },
  {
    name: 'a plan that flipped',
    facts: incidentOf('slow_query', { table: 'orders' }),
    bad: wholeTable(250_000),
    good: byIndex,
    why: 'orders: read from end to end',
  },
];

const inconclusive = [
  {
    name: 'a plan of a table that is small here',
    facts: incidentOf('slow_query', { table: 'orders' }),
    bad: wholeTable(12),
    good: byIndex,
    why: 'so small here that it is right',
  },
  {
    name: 'a plan of another table',
    facts: incidentOf('slow_query', { table: 'customers' }),
    bad: wholeTable(250_000),
    good: byIndex,
    why: 'no plan reads the table customers',
  },
  {
    name: 'a right that depends on a condition',
    facts: incidentOf('permission_denied', { permission: 's3:PutObject' }),
    bad: policy('s3:*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    good: policy('s3:*'),
    why: 'depends on a condition',
  },
  {
    name: 'a rule without the environment that it compares with',
    facts: incidentOf('config_change'),
    bad: 'A=1\n',
    good: 'A=1\nB=1\n',
    why: '--reference',
  },
] as const;

describe('a guard of recorded evidence', () => {
  it.each(stories)('finds $name', async ({ facts, bad, good, reference, why }) => {
    const proving = newProving(facts);
    const compared = reference === undefined ? {} : { reference: file(reference) };
    const result = await proving.prove({ bad: file(bad), good: file(good), ...compared });
    expect([result.result, result.bad.why]).toEqual(['proven', why]);
    expect(proving.index().incidents[0]?.proof?.guardHash).toBe(result.guardHash);
  });

  it.each(inconclusive)('takes no proof from $name', async ({ facts, bad, good, why }) => {
    const result = await newProving(facts).prove({ bad: file(bad), good: file(good) });
    expect([result.result, result.recorded]).toEqual(['inconclusive', false]);
    expect(result.message).toContain(why);
  });

  it('refuses a file that is something else, and names the side', async () => {
    const proving = newProving(incidentOf('config_change', { variable: 'A' }));
    const good = file('A=1\n');
    await expect(proving.prove({ bad: file('no variables here'), good })).rejects.toThrow(/^--bad .*wanted variables/);
    await expect(proving.prove({ bad: good, good })).rejects.toThrow('are the same');
    await expect(proving.prove({ bad: join(folder, 'nothing'), good })).rejects.toThrow('there is no file');
  });
});
