import { defineConfig } from 'rolldown';

/**
 * The bot as its image holds it: one file for the server, one for the guard of validations beside it, one for the embedded store’s thread.
 *
 * PGlite stays a package: it finds its WebAssembly and its data beside its own files. So does OpenTelemetry’s interface: rolldown gives two
 * of its names one. `pg-native` and `ioredis` are only looked for, and not there.
 */
export default defineConfig({
  input: { server: 'bot/server.ts', 'egress-guard': 'bot/egress-guard.ts', 'store-worker': 'bot/store-worker.ts' },
  platform: 'node',
  external: ['@opentelemetry/api', '@electric-sql/pglite', /^@electric-sql\/pglite\//, 'pg-native', 'ioredis'],
  output: {
    dir: 'bot/dist',
    format: 'esm',
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    comments: { legal: true },
  },
});
