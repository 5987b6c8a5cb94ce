import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/run/run-folder.ts'],
    // No test replaces a module: a process that has loaded them runs one file after the other.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores: more workers only make the servers under test slower.
    maxWorkers: 2,
  },
});
