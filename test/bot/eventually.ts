import { vi } from 'vitest';

/** Waits until what is expected holds; as long as a busy machine may need, and no longer than it takes. */
export async function eventually(expectation: () => Promise<void> | void, timeout = 20_000): Promise<void> {
  await vi.waitFor(expectation, { timeout, interval: 20 });
}
