const encoder = new TextEncoder();

const percent = (text: string) =>
  [...encoder.encode(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

/**
 * A route's name as a k6 tag that a threshold can select: k6 splits its selectors at commas and strips quotes and spaces, so
 * these, and all that is not printable ASCII, are percent-encoded.
 *
 * @example tagValue('GET /a,b') // 'GET /a%2Cb'
 */
export function tagValue(name: string): string {
  return name.trim().replace(/[^\u0020-\u007e]|[,"'\\]/gu, percent);
}
