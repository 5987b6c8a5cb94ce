import { chown, open } from 'node:fs/promises';
import { join } from 'node:path';
import { administration, withClient } from '../server/connect.ts';
import { btreeFront, btreeHeight } from '../statistics/btree-front.ts';
import { segments } from '../statistics/segments.ts';
import type { Shadow } from './shadow.ts';

/** A file of the shadow, and how many pages it shall seem to have. */
export interface Inflated {
  /** Relative to the data folder. */
  readonly path: string;
  readonly pages: number;
  /** Bytes of the key of a B-tree, null for everything else. */
  readonly keyWidth: number | null;
}

const atOnce = 32;

async function layoutOf(shadow: Shadow): Promise<{ readonly pageBytes: number; readonly segmentPages: number }> {
  return withClient(shadow.server, { database: administration }, async (client) => {
    const { rows } = await client.query(
      "SELECT pg_catalog.current_setting('block_size')::int AS page, setting::int AS segment FROM pg_catalog.pg_settings WHERE name = 'segment_size'",
    );
    return { pageBytes: rows[0].page, segmentPages: rows[0].segment };
  });
}

/** Makes a file longer with a hole, or shorter. */
async function setLength(shadow: Shadow, file: string, bytes: number): Promise<void> {
  const { uid, gid } = shadow.server.user;
  const handle = await open(file, 'a', 0o600);
  try {
    const { size } = await handle.stat();
    if (size !== bytes) await handle.truncate(bytes);
  } finally {
    await handle.close();
  }
  if (uid !== undefined && gid !== undefined) await chown(file, uid, gid);
}

/** The planner reads the height of a B-tree from its first page. */
async function raise(file: string, { pages, keyWidth }: Inflated, pageBytes: number): Promise<void> {
  if (keyWidth === null) return;
  // Height 0 is written too: a tree that was made small again would still point at pages that it has no more.
  const height = btreeHeight(pages, { width: keyWidth, pageBytes });
  const handle = await open(file, 'r+');
  try {
    for (const { offset, bytes } of btreeFront(height, pageBytes)) await handle.write(bytes, 0, bytes.length, offset);
  } finally {
    await handle.close();
  }
}

/**
 * Gives files of the shadow production's size with holes, which take no room on disk.
 *
 * The planner asks the file system how large a relation is, so statistics alone do not suffice. The server must be restarted
 * before it plans anything: it may have read a page that was changed here.
 */
export async function inflate(shadow: Shadow, relations: readonly Inflated[]): Promise<void> {
  const layout = await layoutOf(shadow);
  // Every checked page of ours is written before its file is touched behind the server's back.
  await withClient(shadow.server, { database: administration }, (client) => client.query('CHECKPOINT'));
  const files = relations.flatMap(({ path, pages, keyWidth }) =>
    // The first page of a B-tree is always there: planning reads it.
    segments(Math.max(pages, keyWidth === null ? 0 : 1), layout).map(({ suffix, bytes }) => ({
      file: join(shadow.server.data, path + suffix),
      bytes,
    })),
  );
  for (let at = 0; at < files.length; at += atOnce)
    await Promise.all(files.slice(at, at + atOnce).map(({ file, bytes }) => setLength(shadow, file, bytes)));
  for (const relation of relations) await raise(join(shadow.server.data, relation.path), relation, layout.pageBytes);
}
