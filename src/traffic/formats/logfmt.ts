import type { LogFormat } from './log-format.ts';
import { requestOfNamed } from './named-fields.ts';
import { outcome } from './outcome.ts';
import { recordParser } from './record-parser.ts';

const pair = /(?:^|\s)([\w.@-]+)=(?:"((?:[^"\\]|\\.)*)"|(\S*))/g;
const leadingTime = /^(?:<\d+>\d* ?)?(\d{4}-\d\d-\d\dT\S+)/;

/** Words with their values, `method=GET path=/ status=200 duration=12ms`; a time may stand in front, as Heroku writes it. */
export const logfmt: LogFormat = {
  name: 'logfmt',
  reads: 'logfmt, also of the Heroku router; durations with their unit, or named duration_ms and the like',
  parser: () =>
    recordParser((text) => {
      const time = leadingTime.exec(text)?.[1];
      const fields = new Map<string, string>(time === undefined ? [] : [['timestamp', time]]);
      for (const [, name = '', quoted, plain] of text.matchAll(pair)) fields.set(name, quoted ?? plain ?? '');
      return requestOfNamed(Object.fromEntries(fields)) ?? outcome.otherFormat;
    }),
};
