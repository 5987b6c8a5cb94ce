import { type CommandHandlers, handling } from './command-request.ts';
import { onAccept } from './handlers/accept.ts';
import { onCanaryAbort, onCanaryStatus } from './handlers/canary.ts';
import { confirmWith } from './handlers/confirm.ts';
import { onGateOverride, onGateStatus } from './handlers/gate.ts';
import { onHelp } from './handlers/help.ts';
import { onIncidentClass, onIncidentTest } from './handlers/incident.ts';
import { onHold, onLock, onUnlock } from './handlers/locks.ts';
import { onRollback } from './handlers/rollback.ts';
import { onValidate } from './handlers/validate.ts';

const handlers = new Map([
  handling('gate-status', onGateStatus),
  handling('gate-override', onGateOverride),
  handling('help', onHelp),
  handling('accept', onAccept),
  handling('validate', onValidate),
  handling('canary-status', onCanaryStatus),
  handling('canary-abort', onCanaryAbort),
  handling('lock', onLock),
  handling('lock-info', onHold),
  handling('unlock', onUnlock),
  handling('freeze', onHold),
  handling('unfreeze', onHold),
  handling('rollback', onRollback),
  handling('incident-test', onIncidentTest),
  handling('incident-class', onIncidentClass),
]);

/** Handlers of commands, and `/confirm` for those of them that ask for a second person. */
export function withConfirm(handlers: CommandHandlers): CommandHandlers {
  return new Map([...handlers, handling('confirm', confirmWith(handlers))]);
}

/** Who carries out which command. */
export const commandHandlers = withConfirm(handlers);
