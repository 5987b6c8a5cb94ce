import { expect, it } from 'vitest';
import { canaryRole } from '../../src/report/canary/canary-role.ts';

it.each([
  { required: true, severity: 'block', role: null },
  { required: false, severity: 'block', role: 'may fail, not waited for' },
  { required: false, severity: 'warn', role: 'warns only' },
] as const)(
  'a metric of severity $severity that is required: $required is said to be: $role',
  ({ role, ...finding }) => {
    expect(canaryRole(finding)).toBe(role);
  },
);
