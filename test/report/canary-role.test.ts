import { expect, it } from 'vitest';
import { canaryRole } from '../../src/report/canary/canary-role.ts';

const match = { status: 'match', reasonCode: 'within-tolerance' } as const;
const open = { status: 'unmeasured', reasonCode: 'looks-missing' } as const;

it.each([
  { ...match, required: true, severity: 'block', role: null },
  { ...match, required: false, severity: 'block', role: 'may fail, not waited for' },
  { ...match, required: false, severity: 'warn', role: 'warns only' },
  { ...open, required: true, severity: 'block', role: 'looks-missing, required' },
  { ...open, required: false, severity: 'block', role: 'looks-missing, may fail, not waited for' },
  { status: 'diverged', reasonCode: 'total-outage', required: true, severity: 'block', role: 'total-outage' },
  {
    status: 'diverged',
    reasonCode: 'outside-tolerance',
    required: false,
    severity: 'warn',
    role: 'outside-tolerance, warns only',
  },
] as const)('$status, severity $severity, required: $required is said to be: $role', ({ role, ...finding }) => {
  expect(canaryRole(finding)).toBe(role);
});
