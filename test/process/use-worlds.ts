import { afterAll, beforeAll } from 'vitest';
import {
  type FakePrometheus,
  type SeenRequest,
  startFakePrometheus,
} from '../fake-prometheus/start-fake-prometheus.ts';
import type { World } from './wire-shop.ts';

/** Many servers behind one port: `url('empty')` is the base address of the world of that name. */
export interface Worlds {
  url(world: string): string;
  /** Requests to a world so far. */
  seen(world: string): readonly SeenRequest[];
}

const worldOf = (path: string) => path.split('/')[1] ?? '';

/** Starts worlds for the tests of a file; a request that its world has no answer for fails the file. */
export function useWorlds(worlds: Readonly<Record<string, World>>): Worlds {
  let server: FakePrometheus | undefined;
  const known = new Map(Object.entries(worlds));
  beforeAll(async () => {
    server = await startFakePrometheus((request) => known.get(worldOf(request.path))?.(request));
  });
  afterAll(() => server?.stop());
  const running = () => {
    if (server === undefined) throw new Error('the server is started before the tests and stopped after them');
    return server;
  };
  return {
    url(world) {
      if (!known.has(world)) throw new Error(`no world "${world}"`);
      return `${running().url}/${world}`;
    },
    seen: (world) => running().requests.filter(({ path }) => worldOf(path) === world),
  };
}
