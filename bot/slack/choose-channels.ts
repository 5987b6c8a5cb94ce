import type { NotificationRoute } from '../../src/config/notifications-schema.ts';
import type { Notice } from './notice.ts';

const ranks = { observe: 0, warn: 1, block: 2 } as const;

/**
 * The channels that are told about an event: those of every route that fits it.
 *
 * A route that asks for environments is not told what concerns none.
 */
export function chooseChannels(
  routes: readonly NotificationRoute[],
  { event, environment, severity }: Pick<Notice, 'event' | 'environment' | 'severity'>,
): string[] {
  const fitting = routes.filter(
    (route) =>
      (route.events?.includes(event) ?? true) &&
      (route.environments === undefined || (environment !== null && route.environments.includes(environment))) &&
      ranks[severity] >= ranks[route.severity],
  );
  return [...new Set(fitting.map(({ channel }) => channel))];
}
