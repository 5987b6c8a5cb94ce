import type { LogFormat } from '../log-format.ts';
import type { LoggedRequest } from '../logged-request.ts';
import { outcome } from '../outcome.ts';
import { recordParser } from '../record-parser.ts';
import { isObject, type JsonObject } from './json-value.ts';

/** How one program writes its access log as JSON, one object per line. */
export interface JsonDialect {
  readonly name: string;
  readonly reads: string;
  /** Gives the request, or null where the object is not of this program. */
  readonly read: (object: JsonObject) => LoggedRequest | null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf('{')));
  } catch {
    return null;
  }
}

/** Makes a format of a dialect; what stands before the object (a container's time) is passed over. */
export function jsonFormat({ name, reads, read }: JsonDialect): LogFormat {
  return {
    name,
    reads,
    parser: () =>
      recordParser((text) => {
        const object = text.includes('{') ? parse(text) : null;
        return (isObject(object) ? read(object) : null) ?? outcome.otherFormat;
      }),
  };
}
