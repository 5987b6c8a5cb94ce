import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guardedClasses, guardFor } from '../../../src/incidents/guards/guard-for.ts';
import { secondsOf } from '../../../src/load/inspect-script.ts';
import { root } from '../../architecture/source-files.ts';
import { exampleTraffic } from '../../fixtures/traffic/example-model.ts';
import { findK6 } from '../../k6-driver/find-k6.ts';
import { k6Driver } from '../../k6-driver/run-k6.ts';
import { runNode, runProgram } from '../../process/run-node.ts';
import { incidentOf, noTraffic } from './incident.ts';

const compilerOptions = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  strict: true,
  noUnusedLocals: true,
  target: 'es2022',
  lib: ['es2022'],
  module: 'esnext',
  moduleResolution: 'bundler',
  types: ['k6'],
};

/** Every script twice: of an incident that says nothing, and of one that says everything. */
function scripts(): Map<string, string> {
  const endpoint = { method: 'POST', path: '/orders/{id}' } as const;
  const all = { endpoint, poolSize: 20, concurrency: 80, rate: 30, rateLimit: 50, latency: 400, retries: 2, ttl: 60 };
  const traffic = { traffic: exampleTraffic(), productionHosts: ['shop.example.com'] };
  const guards = guardedClasses.flatMap((name) => [
    guardFor(incidentOf(name), noTraffic),
    guardFor(incidentOf(name, all, { service: 'full' }), traffic),
  ]);
  const files = guards.flatMap((guard) => (guard?.kind === 'k6' ? [...guard.files] : []));
  return new Map(files.map(({ path, text }) => [path, text]));
}

it('is JavaScript that fits the types of k6', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-guards-'));
  try {
    const files = scripts();
    expect(files.size).toBe(14);
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [path, text] of files) writeFileSync(join(folder, path), text);
    const check = async (names: readonly string[]) => {
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: names }));
      const { stdout } = await runNode([join(root, 'node_modules/typescript/bin/tsc'), '--project', 'tsconfig.json'], {
        cwd: folder,
      });
      return stdout;
    };
    expect(await check([...files.keys()])).toBe('');
    // The types do look at the scripts: a wrong one is found.
    const [text = ''] = files.values();
    writeFileSync(join(folder, 'wrong.js'), text.replace('gracefulStop: settings.timeout', 'gracefulStop: 1'));
    expect(await check(['wrong.js'])).toContain('wrong.js(');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('a script', () => {
  const k6 = findK6();

  /** What k6, or its stand-in, says of a script before it runs. */
  async function inspect(folder: string, path: string, program: string | null): Promise<string> {
    const args = ['inspect', '--execution-requirements', path];
    const ran = await (program === null
      ? runNode([k6Driver, ...args], { cwd: folder })
      : runProgram(program, args, { cwd: folder }));
    expect([ran.stderr, ran.code]).toEqual(['', 0]);
    const { maxVUs, totalDuration } = JSON.parse(ran.stdout) as Record<string, unknown>;
    return `${String(maxVUs)} users, ${String(secondsOf(String(totalDuration)))} s`;
  }

  it.each([null, ...(k6 === null ? [] : [k6])])(
    'is accepted by k6 (%s), with the load that it says',
    async (program) => {
      const folder = mkdtempSync(join(tmpdir(), 'tollgate-guards-'));
      try {
        const own = [...scripts()].filter(([path]) => path.startsWith('checkout'));
        for (const [path, text] of own) writeFileSync(join(folder, path), text);
        const told = await Promise.all(
          own.map(async ([path]) => [path, await inspect(folder, path, program)] as const),
        );
        expect(Object.fromEntries(told)).toMatchInlineSnapshot(`
          {
            "checkout-connection-pool-exhaustion.js": "200 users, 302 s",
            "checkout-dependency-failure.js": "50 users, 302 s",
            "checkout-lock-contention.js": "50 users, 302 s",
            "checkout-memory-leak.js": "50 users, 14402 s",
            "checkout-rate-limit.js": "25 users, 122 s",
            "checkout-retry-storm.js": "340 users, 605 s",
            "checkout-thundering-herd.js": "100 users, 1290 s",
          }
        `);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
