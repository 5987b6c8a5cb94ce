/**
 * Parses a share written as `0.2` or `20%`.
 *
 * @returns the share, at least 0
 * @throws Error that says what was given and what is wanted
 * @example parsePercentage('20%') // 0.2
 */
export function parsePercentage(text: string): number {
  const match = /^(\d+(?:\.\d+)?|\.\d+)\s*(%?)$/.exec(text.trim());
  if (match === null) throw new Error(`wanted a share such as 0.2 or 20%, not "${text}"`);
  const share = Number(match[1]) / (match[2] === '%' ? 100 : 1);
  if (share > 10) throw new Error(`wanted a share such as 0.2 or 20%, not "${text}" (that would be ${share * 100} %)`);
  return share;
}
