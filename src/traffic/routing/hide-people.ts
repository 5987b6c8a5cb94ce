import { codeText, kindOfCode } from './path-scanner.ts';

const peopleCollections =
  /^(?:users?|u|members?|people|persons?|profiles?|accounts?|authors?|customers?|patients?|employees?|contacts?|friends?|followers?|teams?|orgs?|organi[sz]ations?|tenants?|workspaces?|by-?user|by-?name|username|email|name|login-?as|token|tokens|reset|verify|confirm|invite|invites|invitations?|unsubscribe|activate|magic|session|sessions|share|s)$/i;
const ownWords =
  /^(?:me|self|current|new|create|add|edit|update|delete|remove|search|login|logout|signin|signout|sign-?in|sign-?out|signup|sign-?up|register|all|list|count|export|import|settings|profile|avatar|password|reset|verify|verification|confirm|roles|groups|permissions|preferences|notifications|orders|session|sessions|token|refresh|revoke|validate|status|batch|bulk|index|autocomplete|suggest)(?:\.\w{1,5})?$/i;

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
      const isValue = segment !== '' && kindOfCode(segment) === null && peopleCollections.test(before);
      return isValue && !ownWords.test(segment) ? codeText('text') : segment;
    })
    .join('/');
}
