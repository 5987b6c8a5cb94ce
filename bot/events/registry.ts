import type { EventHandler } from './event.ts';

/** Who handles which event of GitHub; events that nobody handles are stored and worked off without a trace. */
export const handlers: ReadonlyMap<string, EventHandler> = new Map();
