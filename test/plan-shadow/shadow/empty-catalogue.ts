import type { DataCatalogue } from '../../../src/model/sections/data.ts';

/** What a database without tables knows. */
export function emptyCatalogue(major: number): DataCatalogue {
  return {
    engine: 'postgresql',
    server: {
      version: `${major}.1`,
      major,
      replica: false,
      blockSize: 8192,
      database: { encoding: 'UTF8', provider: 'libc', collate: 'C', ctype: 'C', collationVersion: null },
      extensions: [],
      settings: [],
    },
    redaction: { keyId: null, leastRows: 20, safeColumns: [] },
    tables: [],
    enums: [],
    sequences: [],
    activity: { connections: null, waitingForLocks: null, deadlocks: null, cacheHitShare: null, resetAt: null },
    role: null,
    statements: null,
  };
}
