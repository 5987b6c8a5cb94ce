import type { AppState } from './app-state.ts';
import type { AppRequest } from './check-request.ts';

/** An answer: fields that are given stand over the smallest answer that fits the description. */
export interface AppAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly request: AppRequest;
  readonly state: AppState;
  /** Where archives are kept: another origin than the API’s. */
  readonly blobs: string;
  /** Parts of the path by their names in the description. */
  readonly path: Readonly<Record<string, string>>;
}

export type Answering = (asked: Asked) => AppAnswer;
