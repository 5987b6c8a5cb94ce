import { numberOf } from './duration-text.ts';
import type { LogFormat } from './log-format.ts';
import { outcome } from './outcome.ts';
import { recordParser } from './record-parser.ts';
import { readTime } from './time-text.ts';

const form =
  /(?:^|\s)(\S+):\d+ \[(\d\d\/[A-Z][a-z][a-z]\/\d{4}:[\d:]+\.\d{3})\] \S+ \S+ (-?\d+\/-?\d+\/-?\d+\/-?\d+)\/\+?(-?\d+) (-?\d+) \+?(\d+) \S+ \S+ (\S{4}) \S+ \S+ (?:\{[^}]*\} )*"([^"]*)"?/;

/** HAProxy with `option httplog`: times in milliseconds. Its log has no zone. */
export const haproxy: LogFormat = {
  name: 'haproxy',
  reads: 'HAProxy with option httplog; times in milliseconds',
  parser: () =>
    recordParser(
      (text) => {
        const match = form.exec(text);
        if (match === null) return outcome.otherFormat;
        const [, client = '', time, , total, status, bytes, state = '', request = ''] = match;
        const milliseconds = numberOf(total) ?? -1;
        return {
          request,
          method: null,
          target: null,
          client,
          time: readTime(time),
          status: numberOf(status),
          size: numberOf(bytes),
          microseconds: milliseconds < 0 ? null : milliseconds * 1000,
          abandoned: state.startsWith('C'),
        };
      },
      ['the log does not say its time zone; its times are taken for UTC'],
    ),
};
