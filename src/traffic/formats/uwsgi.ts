import { durationOf, numberOf } from './duration-text.ts';
import type { LogFormat } from './log-format.ts';
import { outcome } from './outcome.ts';
import { recordParser } from './record-parser.ts';
import { readTime } from './time-text.ts';

const form =
  /^\[pid: \d+\|app: \S+\|req: [\d/]+\] (\S+) \([^)]*\) \{[^}]*\} \[\w{3} (\w{3}) +(\d+) ([\d:]{8}) (\d{4})\] (\S+) (\S+) => generated (\d+) bytes in (\d+ \w+) \(HTTP\/\S+ (\d{3})\)/;

/** uWSGI: the unit stands behind the number, `in 12 msecs`. */
export const uwsgi: LogFormat = {
  name: 'uwsgi',
  reads: 'uWSGI; "in N msecs" or "micros"',
  parser: () =>
    recordParser(
      (text) => {
        const match = form.exec(text);
        if (match === null) return outcome.otherFormat;
        const [, client = '', month, day = '', clock, year, method = '', target = '', size, took = '', status] = match;
        return {
          method,
          target,
          client,
          time: readTime(`${day.padStart(2, '0')}/${month}/${year}:${clock}`),
          status: numberOf(status),
          size: numberOf(size),
          microseconds: durationOf(took, null),
        };
      },
      ['the log does not say its time zone; its times are taken for UTC'],
    ),
};
