/** Longest wait that a server may ask for, in seconds; beyond it the request is given up. */
export const longestWait = 30;

/**
 * Reads a `Retry-After` header, which is either a number of seconds or a date (RFC 9110, section 10.2.3).
 *
 * @returns seconds to wait, 0 where there is no readable header
 * @example retryAfter('120', 0) // 120
 */
export function retryAfter(header: string | null, now: number): number {
  if (header === null) return 0;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? 0 : Math.max(0, (date - now) / 1000);
}
