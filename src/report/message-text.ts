import type { Finding } from '../model/finding.ts';

/**
 * A finding's message without the subject and check that a report has just named.
 *
 * @example messageText({ subject: 'GET /', check: 'p95', message: 'GET / p95: slower' }) // 'slower'
 */
export function messageText({ subject, check, message }: Pick<Finding, 'subject' | 'check' | 'message'>): string {
  for (const said of [
    `${subject} ${check}: `,
    `${subject} ${check.replaceAll('-', ' ')}: `,
    `${subject}: `,
    `${check}: `,
  ]) {
    if (message.startsWith(said)) return message.slice(said.length);
  }
  return message;
}
