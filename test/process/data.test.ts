import { expect, it } from 'vitest';
import { productionShop, shopSql, stagingShop } from '../fixtures/database/shop.ts';
import { describeWithPostgres } from '../postgres-server/describe-with-postgres.ts';
import { usePostgres } from '../postgres-server/use-postgres.ts';
import { runCli } from './run-cli.ts';
import { workplaces } from './workplace.ts';

const newWorkplace = workplaces();
const configuration = `version: 1
service: shop
data:
  production: { url: "\${PRODUCTION_DATABASE_URL}", role: postgres }
  staging: { url: "\${STAGING_DATABASE_URL}", role: postgres }
checks:
  rows: { minimum: 50000 }
`;
const secret = 'pa55w0rd-of-the-database';
const key = 'a-key-for-the-hashes';

describeWithPostgres('the command line against two databases', [15], (version) => {
  const server = usePostgres({ version }, async (postgres) => {
    await postgres.createDatabase('production', { sql: shopSql(productionShop(60_000)) });
    await postgres.createDatabase('staging', { sql: shopSql(stagingShop(1000)) });
    await postgres.createDatabase('twin', { template: 'production' });
    await postgres.run('CREATE ROLE blind LOGIN');
  });
  const workplace = () => {
    const place = newWorkplace();
    place.write('.github/tollgate.yml', configuration);
    const address = (name: string, role = 'postgres') => server().url(name, role).replace('@', `:${secret}@`);
    const env = {
      PRODUCTION_DATABASE_URL: address('production'),
      STAGING_DATABASE_URL: address('staging'),
      TOLLGATE_PROFILE_KEY: key,
    };
    return {
      ...place,
      run: (args: readonly string[], more = {}) => runCli(args, { cwd: place.folder, env: { ...env, ...more } }),
      address,
    };
  };

  it('finds that staging has a sixtieth of production’s orders, in two halves', async () => {
    const { run, read, files } = workplace();
    for (const side of ['production', 'staging']) {
      const { code, stderr } = await run(['collect', side, '--only', 'data', '--out', `${side}.json`]);
      expect([code, stderr]).toEqual([0, expect.stringContaining('data: ok')]);
    }
    const { code, stdout, stderr } = await run([
      'compare',
      'production.json',
      'staging.json',
      '--only=data',
      '--json=r.json',
    ]);
    expect(code, stderr).toBe(1);
    expect(stdout).toMatch(/data\/rows orders \[warn\]\s+production 60,000 rows, staging 1,000 rows/);
    expect(JSON.parse(read('r.json'))).toMatchObject({ decision: 'fail', question: 'fidelity' });
    for (const file of files()) expect(read(file).includes(secret) || read(file).includes(key), file).toBe(false);
    expect(read('production.json')).not.toContain('@example.com');
  });

  it('compares both at once, and passes where nothing differs', async () => {
    const { run, address } = workplace();
    const { code, stdout } = await run(['validate', '--only', 'data'], { STAGING_DATABASE_URL: address('twin') });
    expect([code, stdout]).toEqual([0, expect.stringContaining('PASS')]);
  });

  it('without a database to read is inconclusive, never a pass', async () => {
    const { run } = workplace();
    const gone = { STAGING_DATABASE_URL: `postgresql://postgres:${secret}@127.0.0.1:1/staging` };
    const { code, stdout, stderr } = await run(['validate', '--only', 'data'], gone);
    expect([code, stdout]).toEqual([4, expect.stringContaining('PostgreSQL at 127.0.0.1:1/staging')]);
    expect(stdout + stderr).not.toContain(secret);
  });

  it('refuses to compare a database with itself', async () => {
    const { run, address } = workplace();
    const { code, stderr } = await run(['validate', '--only', 'data'], { STAGING_DATABASE_URL: address('production') });
    expect([code, stderr]).toEqual([2, expect.stringContaining('the same database')]);
  });

  it('asks for no rows without metrics or databases, and says which word it did not know', async () => {
    const { run, write } = workplace();
    expect(await run(['collect', 'staging', '--only', 'date'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--only: wanted behaviour or data\b.*, not "date"/),
    });
    write('.github/tollgate.yml', 'version: 1\n');
    expect(await run(['collect', 'staging', '--only', 'data'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--staging-database URL'),
    });
    expect(await run(['collect', 'staging', '--only', 'data', '--staging-database', 'mysql://x/y'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('postgresql://'),
    });
  });

  it.each([
    [2, `host=127.0.0.1 dbname=x password=${secret}`],
    [2, `user:${secret}@127.0.0.1/x`],
    [2, `postgresql://user:${secret}/#@127.0.0.1/x`],
    [2, `postgresql://user:${secret}@127.0.0.1:99999/x`],
    [4, `postgresql://127.0.0.1:1/x?user=me&password=${secret}`],
  ])('never repeats a password, however the address is written: %#', async (wanted, address) => {
    const { run } = workplace();
    const { code, stdout, stderr } = await run(['collect', 'staging', '--only', 'data'], {
      STAGING_DATABASE_URL: address,
    });
    expect(code).toBe(wanted);
    expect(stdout + stderr).not.toContain(secret);
    const option = await run(['collect', 'staging', '--only', 'data', '--staging-database', address]);
    expect(option.code).toBe(code);
    expect(option.stdout + option.stderr).not.toContain(secret);
  });

  it('says what would leave the database, and writes no profile', async () => {
    const { run, files } = workplace();
    const { code, stdout } = await run([
      'collect',
      'production',
      '--only',
      'data',
      '--explain-collection',
      '--out',
      'p.json',
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('No row is read.');
    expect(stdout).toMatch(/email \(text\): values as keyed hashes: none/);
    expect(stdout).toMatch(/status \(public\.order_status\): values as they are: completed \(95 %\)/);
    expect(stdout).toMatch(/total \(numeric\(10,2\)\): values rounded: .*bounds from/);
    expect(files()).toEqual(['.github/tollgate.yml']);
  });

  it('prints its queries and sends none', async () => {
    const { run } = workplace();
    const { code, stdout } = await run(['collect', 'production', '--only', 'data', '--dry-run'], {
      PRODUCTION_DATABASE_URL: 'postgresql://postgres@127.0.0.1:1/x',
    });
    expect(code).toBe(0);
    expect(stdout).toContain('# production/data/tables');
    expect(stdout).toContain('FROM pg_stats');
  });

  it('tells a role without rights what to grant', async () => {
    const { run, address } = workplace();
    const { code, stdout } = await run(['doctor'], { PRODUCTION_DATABASE_URL: address('production', 'blind') });
    expect(code).toBe(0);
    expect(stdout).toMatch(/\[partly\] data\s+postgresql: no right to see the statistics of public\.customers/);
    expect(stdout).toContain('CREATE FUNCTION public.tollgate_statistics');
    expect(stdout).toContain('GRANT pg_read_all_data');
  });
});
