import { numberOf } from './duration-text.ts';
import type { LogFormat } from './log-format.ts';
import { outcome } from './outcome.ts';
import { recordParser } from './record-parser.ts';
import { readTime } from './time-text.ts';

const form =
  /^(?:https?|h2|grpcs|wss?) (\S+) (\S+) (\S+) \S+ (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (\d{3}|-) (?:\d{3}|-) (-?\d+) (-?\d+) "([^"]*)" "((?:[^"\\]|\\.)*)"/;

/** The three times add up, unless one of them is −1: then the load balancer does not know. */
function microsecondsOf(times: readonly (string | undefined)[]): number | null {
  const seconds = times.map((time) => numberOf(time) ?? -1);
  return seconds.some((time) => time < 0) ? null : seconds.reduce((sum, time) => sum + time, 0) * 1_000_000;
}

/** The port tells connections apart, not clients. */
const withoutPort = (address: string) => address.replace(/:\d+$/, '');

/** AWS application load balancer. */
export const alb: LogFormat = {
  name: 'aws-alb',
  reads: 'AWS application load balancer; three times in seconds, −1 where unknown',
  parser: () =>
    recordParser((text) => {
      const match = form.exec(text);
      if (match === null) return outcome.otherFormat;
      const [, time, , client = '', waiting, target, response, status, , sent, request, agent] = match;
      const [method = '', url = ''] = (request ?? '').split(' ');
      return {
        method,
        target: url,
        client: withoutPort(client),
        agent: agent ?? null,
        time: readTime(time),
        status: numberOf(status),
        size: numberOf(sent),
        microseconds: microsecondsOf([waiting, target, response]),
      };
    }),
};
