import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { fillProduction, profileOf } from '../plan-shadow/shadow/production.ts';
import { schemaSql } from '../plan-shadow/shadow/real-shop.ts';
import { describeWithPostgres } from '../postgres-server/describe-with-postgres.ts';
import { usePostgres } from '../postgres-server/use-postgres.ts';
import { cliBundle } from './run-cli.ts';
import { workplaces } from './workplace.ts';

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describeWithPostgres('a shadow that is ended from outside', [15], (version) => {
  const server = usePostgres({ version }, (postgres) => fillProduction(postgres, 1000));
  const newWorkplace = workplaces();

  it.each([
    ['SIGINT', 'while it is made'],
    ['SIGKILL', 'while it is made'],
    ['SIGTERM', 'while it runs'],
    ['SIGKILL', 'while it runs'],
  ] as const)(
    'leaves no server and no folder behind: %s %s',
    async (signal, when) => {
      const { folder, write } = newWorkplace();
      write('schema.sql', `${schemaSql}\nDO $$ BEGIN PERFORM pg_sleep(8); END $$;`);
      write('production.json', JSON.stringify(await profileOf(server(), true)));
      const temporary = mkdtempSync(join(tmpdir(), 'tollgate-signals-'));
      chmodSync(temporary, 0o755);
      onTestFinished(() => rmSync(temporary, { recursive: true, force: true }));
      const shadows = () => readdirSync(temporary).filter((name) => name.startsWith('tollgate-shadow-'));
      // The file is there a moment before its first line is.
      const pidOfServer = () => {
        const file = join(temporary, shadows()[0] ?? '', 'data/postmaster.pid');
        return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
      };
      const args = [cliBundle, 'query', 'shadow', 'build', 'production.json', '--schema', 'schema.sql'];
      const child = spawn(process.execPath, args, {
        cwd: folder,
        env: { ...process.env, TMPDIR: temporary },
        stdio: 'ignore',
      });
      const ready = () => (when === 'while it runs' ? pidOfServer() > 0 : shadows().length > 0);
      await vi.waitUntil(ready, { timeout: 20_000, interval: 20 });
      const pid = when === 'while it runs' ? pidOfServer() : null;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
      await vi.waitUntil(() => shadows().length === 0, { timeout: 10_000, interval: 50 });
      if (pid !== null) await vi.waitUntil(() => !isRunning(pid), { timeout: 10_000, interval: 50 });
      expect(shadows()).toEqual([]);
    },
    60_000,
  );
});
