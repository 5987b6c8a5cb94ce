import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { oldestNode, unsupportedNode } from '../../src/cli/unsupported-node.ts';
import { root } from '../architecture/source-files.ts';
import { runCli } from '../process/run-cli.ts';
import { workplaces } from '../process/workplace.ts';

const newWorkplace = workplaces();

describe('an old Node', () => {
  it('is told apart by its major version', () => {
    expect(unsupportedNode('20.20.2')).toContain('needs Node 24 or newer, and runs under Node 20.20.2');
    expect(unsupportedNode('')).not.toBeNull();
    expect(['24.0.0', '26.1.0', process.versions.node].map(unsupportedNode)).toEqual([null, null, null]);
  });

  it('is what package.json says', () => {
    const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(engines.node).toBe(`>=${oldestNode}`);
  });

  it('is refused by the command line before anything else, as a mistake in usage', async () => {
    const pretend = `data:text/javascript,${encodeURIComponent("Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })")}`;
    const ran = await runCli(['demo'], { cwd: newWorkplace().folder, env: { NODE_OPTIONS: `--import=${pretend}` } });
    expect(ran.stderr).toMatch(/^tollgate: this needs Node 24 or newer, and runs under Node 20\.20\.2/);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
  });
});
