import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { TrafficModel } from '../../src/model/traffic-model.ts';
import { shopLog } from '../fixtures/traffic/shop-log.ts';
import { line } from '../traffic/model-of.ts';
import { cliBundle, runCli } from './run-cli.ts';
import { workplaces } from './workplace.ts';

const newWorkplace = workplaces();
const text = [...shopLog({ lines: 100_000 }).pieces].join('');

function modelIn(read: (path: string) => string, file: string) {
  const { source, ...rest } = TrafficModel.parse(JSON.parse(read(file)));
  return { ...rest, source: { ...source, files: [] } };
}

describe('traffic model', () => {
  it('writes a model of a log of several blocks, and says on one screen what is in it', async () => {
    const { folder, write, read } = newWorkplace();
    write('access.log', text);
    const ran = await runCli(['traffic', 'model', 'access.log', '--workers', '2', '--out', 'model.json'], {
      cwd: folder,
    });
    expect(ran.stdout).toContain('100,000 lines of access.log, format combined\n  malformed 0\n  left out 0\n');
    expect(ran.stdout).toContain('100,000 requests on 7 routes\n  GET /products/{id}: 40.');
    expect(ran.stderr).toMatch(/(?:^|\n)100000 lines read in \d+\.\d s, /);
    expect(ran.code).toBe(0);
    expect(modelIn(read, 'model.json').total.count).toBe(100_000);
  });

  it('takes the routes that the configuration declares, of which no variable need be set', async () => {
    const { folder, write, read } = newWorkplace();
    write(
      '.github/tollgate.yml',
      'version: 1\nproduction: {metrics: {url: "${PROMETHEUS_URL}"}}\ntraffic: {routes: ["/{shelf}/{book}"], openapi: api.json}\n',
    );
    write('api.json', JSON.stringify({ paths: { '/{shelf}/index': {} } }));
    write('access.log', ['/a/b', '/c/d', '/e/index'].map((path) => line({ request: `GET ${path} HTTP/1.1` })).join(''));
    const ran = await runCli(['traffic', 'model', 'access.log', '--out', 'model.json'], { cwd: folder });
    expect([ran.code, ran.stderr]).toEqual([0, expect.not.stringContaining('tollgate:')]);
    const routes = modelIn(read, 'model.json').routes.map(({ route, template, count }) => [route, template, count]);
    expect(routes).toEqual([
      ['/{shelf}/{book}', 'declared', 2],
      ['/{shelf}/index', 'openapi', 1],
    ]);
  });

  it('reads plain, gzip and zstd by content, and standard input, to the same model', async () => {
    const { folder, write, read } = newWorkplace();
    write('plain.log', text);
    writeFileSync(join(folder, 'one.log'), gzipSync(text));
    writeFileSync(join(folder, 'two.txt'), zstdCompressSync(text));
    for (const name of ['plain.log', 'one.log', 'two.txt'])
      await runCli(['traffic', 'model', name, '--out', `${name}.json`], { cwd: folder });
    const piped = spawnSync(process.execPath, [cliBundle, 'traffic', 'model', '-', '--out', '-'], {
      cwd: folder,
      input: text,
    });
    write('stdin.json', piped.stdout.toString());
    const plain = modelIn(read, 'plain.log.json');
    const unnamed = (model: typeof plain) => ({ ...model, remarks: [] });
    for (const file of ['one.log.json', 'two.txt.json', 'stdin.json'])
      expect(unnamed(modelIn(read, file))).toEqual(unnamed(plain));
  });

  it.each([
    {
      name: 'a log that is not there',
      args: ['nothing.log', 'no*.log'],
      says: 'nothing that can be read is at "nothing.log", "no*.log"',
      code: 2,
    },
    {
      name: 'workers that are no number',
      args: ['a.log', '--workers', 'x'],
      says: '--workers: wanted a number',
      code: 2,
    },
    {
      name: 'a route without a slash',
      args: ['a.log', '--route', 'orders'],
      says: 'wanted path templates such as',
      code: 2,
    },
    {
      name: 'a description that is none',
      args: ['a.log', '--openapi', 'a.log'],
      says: '--openapi: wanted an OpenAPI',
      code: 2,
    },
    {
      name: 'a model in a folder that is none',
      args: ['a.log', 'b.log', '--out', 'a.log/model.json'],
      says: /nothing that can be read is at "b.log"\n--out: a\.log is no folder/,
      code: 2,
    },
    { name: 'a model over a log', args: ['.', '--out', './a.log'], says: '--out: ./a.log is one of the logs', code: 2 },
    { name: 'a log without a request', args: ['a.log'], says: 'Note: 100 % of the lines are no requests', code: 3 },
  ])('$name ends with $code', async ({ args, says, code }) => {
    const { folder, write, read } = newWorkplace();
    write('a.log', 'this is no access log\n');
    const ran = await runCli(['traffic', 'model', '--out', 'model.json', ...args], { cwd: folder });
    expect(ran.stdout + ran.stderr).toMatch(says);
    expect(ran.code).toBe(code);
    expect(read('a.log')).toBe('this is no access log\n');
  });
});
