import { defineConfig } from 'rolldown';

/**
 * One bundle with three entries: what the runner starts, the command line of the installed package, and the thread that counts log lines.
 * Commands are lazy chunks.
 *
 * Names of chunks carry no hash, so that a rebuilt bundle differs only where the code does.
 */
export default defineConfig({
  input: { index: 'action/index.ts', cli: 'src/cli.ts', 'traffic-worker': 'src/sources/access-log/worker.ts' },
  platform: 'node',
  output: {
    dir: 'action/dist',
    format: 'esm',
    minify: true,
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    comments: { legal: true },
  },
});
