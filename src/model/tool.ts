/** Who wrote a file. */
export interface Tool {
  readonly name: string;
  readonly version: string;
}

/** Tollgate itself; a test holds the version against package.json. */
export const tool: Tool = { name: 'tollgate', version: '0.1.0' };
