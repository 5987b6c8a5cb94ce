import { createHash } from 'node:crypto';

/**
 * A UUID that the same delivery of a command always gets: its work is done once, however often it is tried.
 *
 * @example idOfCommand('rollback', 'a') // '773e5e6e-b8b7-807f-af00-41daa2000565'
 */
export function idOfCommand(kind: string, deliveryId: string): string {
  const digits = createHash('sha256').update(`${kind} ${deliveryId}`).digest('hex').slice(0, 32);
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-8$3-a$4-$5');
}
