import type { RollbackPlace } from '../../src/commands/rollback/load-rollback.ts';
import type { SendOut } from '../../src/commands/rollback/world.ts';
import { isStandIn } from '../../src/config/every-variable.ts';
import type { RollbackSettings } from '../../src/config/rollback-schema.ts';
import { UsageError } from '../../src/model/usage-error.ts';
import { parseEgress } from '../egress/egress-rule.ts';
import { guardedSend, whyNotSent } from '../egress/guarded-send.ts';
import type { Grants } from '../operator/operator-file.ts';

/** How the bot rolls back, by what the operator grants, and with what it asks other servers. */
export interface GrantedRollback {
  readonly settings: RollbackSettings;
  readonly sendOut: SendOut;
}

/**
 * Takes the settings of a rollback for the bot: a webhook only to where the operator allows it, signed with what the operator lends. A source that says
 * what serves and that it may not ask is left out.
 *
 * @throws UsageError where the operator does not grant what the strategy needs
 */
export function grantedRollback({ environment, settings }: RollbackPlace, grants: Grants): GrantedRollback {
  const rules = grants.egress.flatMap((text) => parseEgress(text) ?? []);
  const mayAsk = (address: string | undefined) =>
    address !== undefined && !isStandIn(address) && whyNotSent(new URL(address), 'GET', rules) === null;
  if (settings.strategy === 'webhook') {
    const { url, secret } = settings;
    const lacks = [url, secret].some(isStandIn)
      ? 'it names a variable that the operator of this bot does not lend to this repository'
      : whyNotSent(new URL(url), 'POST', rules);
    if (lacks !== null) throw new UsageError('rollback-refused', `environments.${environment}.rollback: ${lacks}`);
  }
  const canSee = mayAsk(settings.serves?.url) || mayAsk(settings.serves?.prometheus);
  return { settings: canSee ? settings : { ...settings, serves: undefined }, sendOut: guardedSend(rules) };
}
