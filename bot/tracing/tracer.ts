/** What a span says: short, and never a secret, a body, or the words of an error. */
export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** One step of what becomes of a delivery. */
export interface SpanGiven {
  readonly name: string;
  readonly kind: 'server' | 'producer' | 'consumer' | 'client';
  readonly attributes?: Attributes;
  /** What it belongs to, as `traceparent` (W3C); else to the span in which it begins. */
  readonly parent?: string | null;
  /** When it began, where that was before now. */
  readonly since?: Date;
}

/** Tells what is done, and how long it takes, to whoever collects traces. */
export interface Tracer {
  /** Does something as a span; what it calls may note more about it. Whatever it throws is thrown on. */
  span<Result>(given: SpanGiven, work: (note: (attributes: Attributes) => void) => Promise<Result>): Promise<Result>;
  /** The span that is under way here, as `traceparent`, so that it can go on elsewhere and later; null where nothing is traced. */
  current(): string | null;
  /** Sends what is left; in a few seconds, whether or not it gets there. */
  close(): Promise<void>;
}

/** Traces nothing. */
export const silentTracer: Tracer = {
  span: (_, work) => work(() => {}),
  current: () => null,
  close: async () => {},
};
