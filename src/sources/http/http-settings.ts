/** How a server is spoken to; the same for every source that speaks HTTP. */
export interface HttpSettings {
  /** Base address with its path prefix; may carry `user:password@` and query parameters, which are treated as secrets. */
  readonly url: string;
  readonly auth?: { readonly bearer: string } | { readonly user: string; readonly password: string } | undefined;
  /** Further headers, for example a tenant; their values are treated as secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Time-out of one attempt, in seconds, body included. */
  readonly timeout: number;
  /** Further attempts after 429, 5xx or a failed connection. */
  readonly retries: number;
  /** Requests under way at once. */
  readonly parallel: number;
  /** Largest body that is read, in bytes. */
  readonly maxBytes: number;
}
