/** k6's exit codes (`errext/exitcodes`). */
export const exitCodes = {
  done: 0,
  thresholds: 99,
  setupTimeout: 100,
  teardownTimeout: 101,
  invalidConfig: 104,
  interrupted: 105,
  scriptException: 107,
  aborted: 108,
  markedFailed: 110,
  other: 255,
} as const;

/** Something that ends a run with an exit code of its own. */
export class ExitError extends Error {
  readonly code: number;

  constructor(code: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ExitError';
    this.code = code;
  }
}
