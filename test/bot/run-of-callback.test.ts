import { expect, it } from 'vitest';
import { runOfCallback } from '../../bot/gate/run-of-callback.ts';

const api = 'https://github.example/api/v3';
const good = 'https://github.example/api/v3/repos/octo/shop/actions/runs/501/deployment_protection_rule';
const of = (callback: string) => runOfCallback(callback, { api, owner: 'octo', repo: 'shop' });

it('the number of a run is taken out of its own callback', () => {
  expect(of(good)).toBe(501);
  expect(of(good.replace('octo/shop', 'Octo/Shop'))).toBe(501);
  const everywhere = { api: 'https://api.github.com', owner: 'octo', repo: 'shop' };
  const plain = 'https://api.github.com/repos/octo/shop/actions/runs/23625057533/deployment_protection_rule';
  expect(runOfCallback(plain, everywhere)).toBe(23_625_057_533);
});

it.each([
  { name: 'another host', callback: good.replace('github.example', 'evil.example') },
  { name: 'a host that begins like ours', callback: good.replace('github.example', 'github.example.evil.example') },
  { name: 'another port', callback: good.replace('github.example', 'github.example:444') },
  { name: 'another protocol', callback: good.replace('https:', 'http:') },
  { name: 'credentials', callback: good.replace('https://', 'https://a:b@') },
  { name: 'a host among credentials', callback: good.replace('https://', 'https://github.example@evil.example/') },
  { name: 'another base', callback: good.replace('/api/v3', '') },
  { name: 'another repository', callback: good.replace('shop', 'other') },
  { name: 'another owner', callback: good.replace('octo', 'mallory') },
  { name: 'a path that goes up', callback: good.replace('/repos', '/x/../repos') },
  { name: 'encoded letters', callback: good.replace('shop', 'sho%70') },
  { name: 'an encoded slash', callback: good.replace('octo/shop', 'octo%2Fshop') },
  { name: 'something behind', callback: `${good}/x` },
  { name: 'a slash behind', callback: `${good}/` },
  { name: 'a query', callback: `${good}?x=1` },
  { name: 'a fragment', callback: `${good}#x` },
  { name: 'a backslash', callback: good.replace('/repos', '\\repos') },
  { name: 'a line break', callback: `${good}\n` },
  { name: 'a leading blank', callback: ` ${good}` },
  { name: 'no number', callback: good.replace('501', '5e2') },
  { name: 'nothing', callback: good.replace('501', '0') },
  { name: 'a number without end', callback: good.replace('501', '9'.repeat(16)) },
  { name: 'another question', callback: good.replace('deployment_protection_rule', 'pending_deployments') },
  { name: 'no address', callback: 'run 501' },
])('a callback with $name names no run', ({ callback }) => {
  expect(of(callback)).toBeNull();
});
