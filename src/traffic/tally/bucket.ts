/**
 * The bucket of a whole number: exact below 64, then 64 buckets to each doubling, so that a bucket is at most 1.6 % wide.
 *
 * Source: the layout of HdrHistogram (Gil Tene), with six bits of mantissa.
 *
 * @param value a whole number from 0 to 2⁵³
 * @example bucketOf(63) // 63
 * @example bucketOf(128) // 128
 */
export function bucketOf(value: number): number {
  if (value < 2 ** 31) return bucketOfInteger(value);
  return bucketOfInteger(Math.floor(value / 2 ** 24)) + 24 * 64;
}

function bucketOfInteger(value: number): number {
  const shift = Math.max(25 - Math.clz32(value), 0);
  return shift * 64 + (value >>> shift);
}

/**
 * The number in the middle of a bucket: at most 0.8 % from every number that falls into it.
 *
 * @example bucketMiddle(bucketOf(100_000)) // 99839.5
 */
export function bucketMiddle(bucket: number): number {
  if (bucket < 128) return bucket;
  const shift = Math.floor(bucket / 64) - 1;
  return (bucket - shift * 64) * 2 ** shift + (2 ** shift - 1) / 2;
}
