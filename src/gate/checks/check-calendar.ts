import { freezeEnd } from '../calendar/freeze-end.ts';
import type { GateCheck } from '../gate-question.ts';
import { instantText, say } from '../say.ts';

const input = 'calendar';

/** No freeze holds now. */
export const checkCalendar: GateCheck = ({ rules, now }) => {
  const held = rules.freezes.flatMap((freeze) => {
    const end = freezeEnd(freeze, now.getTime());
    return end === null ? [] : [{ freeze, until: instantText(end) }];
  });
  if (held.length === 0) return [say('allow', { input, code: 'gate-supported', message: 'no freeze' })];
  return held.map(({ freeze: { reason, timezone }, until }) =>
    say('wait', { input, code: 'gate-frozen', message: `${reason} (${timezone})`, until }),
  );
};
