import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../architecture/source-files.ts';
import { exampleTraffic } from '../../fixtures/traffic/example-model.ts';
import { runNode } from '../../process/run-node.ts';
import { inFolder, scriptsOf } from './scripts.ts';

it('is JavaScript that fits the types of k6', async () => {
  const scripts = scriptsOf(exampleTraffic(), { writes: ['POST /cart'], runners: 3 });
  const folder = inFolder(scripts);
  try {
    symlinkSync(join(root, 'node_modules'), join(folder.path, 'node_modules'));
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
    const files = [...scripts.files.keys()].filter((file) => file.endsWith('.js'));
    expect(files).toHaveLength(8);
    const check = async () => {
      writeFileSync(join(folder.path, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
      return runNode([join(root, 'node_modules/typescript/bin/tsc'), '--project', 'tsconfig.json'], {
        cwd: folder.path,
      });
    };
    const { code, stdout } = await check();
    expect([stdout, code]).toEqual(['', 0]);
    // The types do look at the scripts: a wrong one is found.
    const wrong = (scripts.files.get('steady.js') ?? '').replace(/timeUnit: '\d+s'/, 'timeUnit: 1');
    writeFileSync(join(folder.path, 'wrong.js'), wrong);
    files.push('wrong.js');
    expect((await check()).stdout).toContain('wrong.js(');
  } finally {
    folder.remove();
  }
});
