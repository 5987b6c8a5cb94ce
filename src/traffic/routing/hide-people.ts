import { codeText, kindOfCode } from './path-scanner.ts';

const peopleCollections =
  /^(?:users?|u|members?|owners?|guests?|students?|subscribers?|people|persons?|profiles?|accounts?|authors?|customers?|patients?|employees?|contacts?|friends?|followers?|teams?|orgs?|organi[sz]ations?|tenants?|workspaces?|by-?user|by-?name|by-?email|by-?phone|by-?login|username|emails?|phones?|name|login-?as|token|tokens|reset|verify|confirm|invite|invites|invitations?|unsubscribe|activate|magic|session|sessions|share|s)$/i;
const ownWords =
  /^(?:me|self|current|new|create|add|edit|update|delete|remove|search|login|logout|signin|signout|sign-?in|sign-?out|signup|sign-?up|register|all|list|count|export|import|settings|profile|avatar|password|reset|verify|verification|confirm|roles|groups|permissions|preferences|notifications|orders|session|sessions|token|refresh|revoke|validate|status|batch|bulk|index|autocomplete|suggest)(?:\.\w{1,5})?$/i;

/** `user:alice`. */
function namesPerson(segment: string): boolean {
  const [, before = '', value = ''] = /^([^:]+):(.+)$/.exec(segment) ?? [];
  return peopleCollections.test(before) && !ownWords.test(value);
}

/**
 * Makes a value of what stands behind `users`, `profiles`, `reset` and the like: a name, whatever it looks like.
 *
 * @example hidePeople('/users/alice/orders') // '/users/\u0007/orders'
 * @example hidePeople('/users/login') // '/users/login'
 */
export function hidePeople(template: string): string {
  const segments = template.split('/');
  return segments
    .map((segment, index) => {
      const before = segments[index - 1] ?? '';
      if (segment === '' || kindOfCode(segment) !== null) return segment;
      const isValue = peopleCollections.test(before) && !ownWords.test(segment);
      return isValue || namesPerson(segment) ? codeText('text') : segment;
    })
    .join('/');
}
