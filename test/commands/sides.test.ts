import { describe, expect, it } from 'vitest';
import { sidesOf } from '../../src/commands/sides.ts';
import { Metrics, type Settings } from '../../src/config/schema.ts';
import { parseWindowChoice } from '../../src/config/window-choice.ts';

const url = 'http://prometheus:9090';
const side = (selector: Record<string, string>, address = url) => ({
  metrics: Metrics.parse({ url: address, selector }),
});

describe('the fidelity question', () => {
  it.each([
    { name: 'a selector that is empty on one side', production: {}, staging: { environment: 'staging' } },
    {
      name: 'a selector that holds the other',
      production: { team: 'shop' },
      staging: { team: 'shop', environment: 'staging' },
    },
  ])('refuses $name on one server', ({ production, staging }) => {
    const settings: Settings = { production: side(production), staging: side(staging) };
    expect(() => sidesOf(settings, 'fidelity')).toThrow(/the selector of production also matches staging.*environment/);
  });

  it('takes different servers as different, whatever the selectors', () => {
    const settings: Settings = { production: side({}), staging: side({ environment: 'staging' }, 'http://other:9090') };
    expect(sidesOf(settings, 'fidelity').reference.environment).toBe('production');
  });
});

describe('the release question', () => {
  const production = side({ environment: 'production' });

  it('lays the previous selector over staging’s', () => {
    const settings: Settings = {
      production,
      staging: side({ environment: 'staging', version: '2' }),
      previous: { selector: { version: '1' } },
    };
    const { reference, candidate } = sidesOf(settings, 'release');
    expect(reference.metrics.selector).toEqual({ environment: 'staging', version: '1' });
    expect(candidate.metrics.selector).toEqual({ environment: 'staging', version: '2' });
  });

  it('refuses a new build whose selector also matches the previous one', () => {
    const settings: Settings = { staging: side({ environment: 'staging' }), previous: { selector: { version: '1' } } };
    expect(() => sidesOf(settings, 'release')).toThrow(/the selector of staging also matches previous.*version/);
  });

  it('refuses a staging selector that does not exclude production on the same server', () => {
    const settings: Settings = {
      production,
      staging: side({ version: '2' }),
      previous: { selector: { version: '1' } },
    };
    expect(() => sidesOf(settings, 'release')).toThrow(/does not exclude production.*environment/);
  });

  it('takes one selector at two times', () => {
    const settings: Settings = {
      staging: side({ environment: 'staging' }),
      previous: { window: parseWindowChoice('2026-11-19T09:00:00Z/2026-11-19T10:00:00Z') },
    };
    expect(sidesOf(settings, 'release').reference.window.kind).toBe('fixed');
  });

  it('needs to know where or when the previous build ran', () => {
    expect(() => sidesOf({ staging: side({}) }, 'release')).toThrow(/--previous-selector .* or --previous-window/);
  });
});
