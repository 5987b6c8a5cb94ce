import type { RollbackPlace } from '../../src/commands/rollback/load-rollback.ts';
import type { SendOut } from '../../src/commands/rollback/world.ts';
import { isStandIn } from '../../src/config/every-variable.ts';
import type { RollbackSettings } from '../../src/config/rollback-schema.ts';
import { ProviderError } from '../../src/model/provider-error.ts';
import { UsageError } from '../../src/model/usage-error.ts';
import { type EgressRule, parseEgress } from '../egress/egress-rule.ts';
import { guardedSend, whyNotSent } from '../egress/guarded-send.ts';
import type { Grants } from '../operator/operator-file.ts';

/** How the bot rolls back, by what the operator grants, and with what it asks other servers. */
export interface GrantedRollback {
  readonly settings: RollbackSettings;
  readonly sendOut: SendOut;
}

const notLent = 'it names a variable that the operator of this bot does not lend to this repository';

/** Asks only where the operator allows it, and never at an address that stands for a variable which nobody lends. */
function grantedSend(rules: readonly EgressRule[]): SendOut {
  const send = guardedSend(rules);
  return async (request) => {
    if (isStandIn(request.url)) throw new ProviderError('forbidden', `nobody is asked: ${notLent}`);
    return send(request);
  };
}

/**
 * Takes the settings of a rollback for the bot: a webhook only to where the operator allows it, signed with what the operator lends. A source that says
 * what serves and that it may not ask is left unasked, which is said.
 *
 * @throws UsageError where the operator does not grant what the strategy needs
 */
export function grantedRollback({ environment, settings }: RollbackPlace, grants: Grants): GrantedRollback {
  const rules = grants.egress.flatMap((text) => parseEgress(text) ?? []);
  if (settings.strategy === 'webhook') {
    const { url, secret } = settings;
    const lacks = [url, secret].some(isStandIn) ? notLent : whyNotSent(new URL(url), 'POST', rules);
    if (lacks !== null) throw new UsageError('rollback-refused', `environments.${environment}.rollback: ${lacks}`);
  }
  return { settings, sendOut: grantedSend(rules) };
}
