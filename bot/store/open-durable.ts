import { closeSync, fdatasyncSync, fsyncSync, openSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

interface Stream {
  /** The file of the machine that is open; a folder has none. */
  readonly nfd?: number;
  readonly node: object;
}

/** What of Emscripten’s file system is used here. */
interface FileSystem {
  lookupPath(path: string): {
    node: {
      stream_ops: { fsync?: (stream: Stream) => number };
      mount: { type: { realPath: (node: object) => string } };
    };
  };
}

/** PostgreSQL would take 128 MB for pages at once; the system keeps the files of so small a store in memory anyway. */
const smallMemory = ['-c', 'shared_buffers=16MB'];
/** Where PGlite shows its folder to PostgreSQL. */
const dataFolder = '/pglite/data';

/**
 * Opens PGlite so that what was committed is on the disk.
 *
 * PGlite starts PostgreSQL with `-F` (fsync off), and its file system carries out no fsync: what was committed survives the end of the
 * process, and no power cut.
 *
 * @param isSafe false leaves it at that
 */
export async function openDurable(folder: string, isSafe: boolean): Promise<PGlite> {
  if (!isSafe) return PGlite.create(folder, { startParams: [...PGlite.defaultStartParams, ...smallMemory] });
  // Emscripten knows only fsync; fdatasync does nothing there and says that it went well.
  const startParams = [
    ...PGlite.defaultStartParams.filter((one) => one !== '-F'),
    '-c',
    'wal_sync_method=fsync',
    ...smallMemory,
  ];
  const lite = await PGlite.create(folder, { startParams });
  const files = lite.Module.FS as unknown as FileSystem;
  const { stream_ops: operations, mount } = files.lookupPath(`${dataFolder}/PG_VERSION`).node;
  operations.fsync = ({ nfd, node }) => {
    if (nfd !== undefined) fdatasyncSync(nfd);
    else syncFolder(mount.type.realPath(node));
    return 0;
  };
  return lite;
}

function syncFolder(path: string): void {
  const opened = openSync(path, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
