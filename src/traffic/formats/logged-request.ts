/** A request as formats that are read by words give it; what a log does not have is null. */
export interface LoggedRequest {
  readonly method: string | null;
  readonly target: string | null;
  /** `GET /path HTTP/1.1`, where the log has it in one. */
  readonly request?: string | null;
  readonly client?: string | null;
  readonly agent?: string | null;
  /** Null where the log's time cannot be read. */
  readonly time: LoggedTime | null;
  readonly status: number | null;
  readonly size?: number | null;
  readonly microseconds?: number | null;
  readonly onConnection?: number | null;
  readonly abandoned?: boolean | null;
}

/** Milliseconds since 1970, and the offset from UTC in minutes as the log writes it. */
export interface LoggedTime {
  readonly at: number;
  readonly zone: number;
}
