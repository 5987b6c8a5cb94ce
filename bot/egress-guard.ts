import { parseEgress } from './egress/egress-rule.ts';
import { guardSockets } from './egress/guard-sockets.ts';

/**
 * Loaded before everything else into the process of a validation: it connects to nothing but what the operator allows.
 *
 * Without its list it allows nothing.
 */
const list = process.env['TOLLGATE_EGRESS'] ?? '';
delete process.env['TOLLGATE_EGRESS'];
guardSockets(
  list.split(',').flatMap((text) => {
    const rule = parseEgress(text);
    return rule === null ? [] : [rule];
  }),
);
