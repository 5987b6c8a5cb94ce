/**
 * An instant for people: to the minute, with its zone.
 *
 * @example minuteText('2026-12-27T08:00:00.000Z') // '2026-12-27 08:00 UTC'
 */
export function minuteText(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
