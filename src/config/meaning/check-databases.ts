import { mistakeAt } from '../mistake.ts';
import { type Tree, textAt } from '../tree.ts';
import type { MeaningCheck } from './meaning-check.ts';

/** A database is never compared with itself: the two sides differ in host, port or name. */
export const checkDatabases: MeaningCheck = (settings) => {
  const [production, staging] = [placeOf(settings, 'production'), placeOf(settings, 'staging')];
  if (production === null || production !== staging) return [];
  return [
    mistakeAt(settings, ['data', 'staging', 'url'], {
      reason: 'same-environment',
      message: 'production and staging are the same database: it cannot be compared with itself',
      wanted: 'another host, port or name of a database',
    }),
  ];
};

/** Host, port and name, whoever connects. */
function placeOf(settings: Tree, side: string): string | null {
  const url = textAt(settings, ['data', side, 'url']);
  if (url === undefined || !URL.canParse(url)) return null;
  const { hostname, port, pathname, searchParams } = new URL(url);
  return JSON.stringify([searchParams.get('host') ?? hostname.toLowerCase(), port === '' ? '5432' : port, pathname]);
}
