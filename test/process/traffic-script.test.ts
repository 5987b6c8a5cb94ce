import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exampleTraffic } from '../fixtures/traffic/example-model.ts';
import { runCli } from './run-cli.ts';
import { workplaces } from './workplace.ts';

const newWorkplace = workplaces();

describe('traffic script', () => {
  it('writes a folder of scripts, says what they show, and keeps the values that somebody filled in', async () => {
    const { folder, write } = newWorkplace();
    write('model.json', JSON.stringify(exampleTraffic()));
    const args = ['traffic', 'script', 'model.json', '--out', 'load', '--write', 'POST /cart'];
    const first = await runCli(args, { cwd: folder });
    expect([first.stderr, first.code]).toEqual(['', 0]);
    expect(first.stdout).toContain(`Written: ${join('load', 'steady.js')}\n`);
    expect(first.stdout).toContain("sends 98 % of production's requests");
    expect(first.stdout).toContain(
      'Before it runs, fill pools.json with values that exist in staging:\n  - GET /products/{slug}: slug (text)',
    );
    const pools = readFileSync(join(folder, 'load/pools.json'), 'utf8');
    write('load/pools.json', pools.replace('"slug": []', '"slug": ["red-shoe"]'));
    const second = await runCli([...args, '--scale', '10%'], { cwd: folder });
    expect(second.stdout).not.toContain('slug (text)');
    expect(second.stdout).toContain("at 10 % of production's load");
    expect(readFileSync(join(folder, 'load/pools.json'), 'utf8')).toContain('red-shoe');
    expect(readdirSync(join(folder, 'load'))).not.toContain('testrun.yaml');
  });

  it('removes scripts of an earlier time that are not written any more, and nothing else', async () => {
    const { folder, write, files } = newWorkplace();
    write('model.json', JSON.stringify(exampleTraffic()));
    write('load/notes.md', 'ours');
    const args = ['traffic', 'script', 'model.json', '--out', 'load'];
    await runCli([...args, '--distributed'], { cwd: folder });
    expect(files()).toContain(join('load', 'testrun.yaml'));
    const second = await runCli(args, { cwd: folder });
    expect(second.stdout).toContain(`Removed: ${join('load', 'testrun.yaml')}\n`);
    expect(files()).not.toContain(join('load', 'testrun.yaml'));
    expect(files()).toContain(join('load', 'notes.md'));
  });

  it('writes the same bytes for the same model', async () => {
    const { folder, write } = newWorkplace();
    write('model.json', JSON.stringify(exampleTraffic()));
    for (const out of ['one', 'other'])
      await runCli(['traffic', 'script', 'model.json', '--out', out, '--distributed', '3'], { cwd: folder });
    const textsIn = (name: string) =>
      readdirSync(join(folder, name)).map((file) => [file, readFileSync(join(folder, name, file), 'utf8')]);
    expect(textsIn('one')).toEqual(textsIn('other'));
    expect(readFileSync(join(folder, 'one/testrun.yaml'), 'utf8')).toContain('parallelism: 3\n');
    expect(readFileSync(join(folder, 'one/steady.js'), 'utf8')).toMatch(
      /^\/\/ Written by tollgate \S+ from the traffic model [0-9a-f]{64}$/m,
    );
  });

  it.each([
    { name: 'no folder', args: ['model.json'], message: "required option '--out <FOLDER>'" },
    { name: 'no model', args: ['none.json', '--out', 'x'], message: 'there is no file none.json' },
    {
      name: 'another file',
      args: ['other.json', '--out', 'x'],
      message: 'other.json is no traffic model (tollgate.traffic/1)',
    },
    {
      name: 'no scale',
      args: ['model.json', '--out', 'x', '--scale', '0'],
      message: '--scale: wanted more than nothing',
    },
    {
      name: 'no duration',
      args: ['model.json', '--out', 'x', '--duration', 'soon'],
      message: '--duration: wanted a duration',
    },
    {
      name: 'an unknown write',
      args: ['model.json', '--out', 'x', '--write', 'POST /carts'],
      message: '--write: the model has no route "POST /carts"; it has POST /cart, POST /checkout',
    },
    {
      name: 'no host',
      args: ['model.json', '--out', 'x', '--production-host', 'https://a'],
      message: '--production-host: wanted a host name',
    },
    {
      name: 'no number of machines',
      args: ['model.json', '--out', 'x', '--distributed', 'many'],
      message: '--distributed: wanted a number',
    },
    {
      name: 'pools that are none',
      args: ['model.json', '--out', 'x', '--pools', 'other.json'],
      message: 'other.json: wanted lists of values',
    },
  ])('refuses $name', async ({ args, message }) => {
    const { folder, write } = newWorkplace();
    write('model.json', JSON.stringify(exampleTraffic()));
    write('other.json', '{"schema":"tollgate.profile/1"}');
    const ran = await runCli(['traffic', 'script', ...args], { cwd: folder });
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([2, '', expect.stringContaining(message)]);
  });
});
