import type { ExclusionRule } from './rules.ts';

/** A rule for a path; some hold only where the service refused the request (status 400 and above, or none). */
export interface PathRule {
  readonly rule: ExclusionRule;
  readonly onlyRefused: boolean;
}

const healthPath =
  /^(?:\/api)?\/(?:-\/)?_?(?:healthz?|livez|readyz|health[-_]?check|heartbeat|alive|ready|liveness|readiness|up|ping|(?:actuator\/)?health(?:\/[a-z]+)?|healthz\/[a-z]+|nginx_status|stub_status|server-status|metrics)\/?$/i;

const scannerPath =
  /\/\.(?!well-known)[\w-]|\/wp-(?:login|admin|content|includes|json|config)|xmlrpc\.php|phpmyadmin|\/pma\b|\/cgi-bin|\/cgi\b|\.(?:php\d?|aspx?|jsp|cgi|dll|exe|bak|sql|cfm|old|dtd|mdb|passwd)$|\/solr\/admin|\/actuator|\/boaform|\/HNAP1|\/manager\/html|\/vendor\/phpunit|\/owa\/|\/autodiscover|\/etc\/passwd|\/telescope|\/_ignition|\/druid\//i;

/**
 * The rule for a path; null where there is none.
 *
 * A path of scanners counts only where the service refuses it: a shop may well run on PHP.
 *
 * @example pathRule('/healthz') // ({ rule: 'health-check', onlyRefused: false })
 * @example pathRule('/.env') // ({ rule: 'scanner', onlyRefused: true })
 */
export function pathRule(path: string): PathRule | null {
  if (/(?:^|\/)\.\.(?:\/|$)/.test(path)) return { rule: 'attack', onlyRefused: false };
  if (healthPath.test(path)) return { rule: 'health-check', onlyRefused: false };
  return scannerPath.test(path) ? { rule: 'scanner', onlyRefused: true } : null;
}
