import { expect, it } from 'vitest';
import { handlers } from '../../bot/events/registry.ts';
import type { AppAnswer } from '../fake-github/answering.ts';
import { emptyState } from '../fake-github/app-state.ts';
import { eventually } from './eventually.ts';
import { describeOnStores } from './stores.ts';
import { useAppGitHub } from './use-app-github.ts';
import { useBot } from './use-bot.ts';

const opened = (number: number) => ({
  action: 'opened',
  number,
  installation: { id: 5 },
  repository: { full_name: 'octo/shop' },
  pull_request: { number, head: { sha: String(number).padStart(40, 'c') } },
});
const refused = (headers: Record<string, string>): AppAnswer => ({
  status: 403,
  headers,
  body: { message: 'You have exceeded a secondary rate limit.' },
});

describeOnStores('limits of GitHub', (fresh) => {
  it('put work off until GitHub takes it again, in order, without using up its attempts', async () => {
    const github = await useAppGitHub(emptyState());
    // A limit that ends two seconds after it was met, however often it is asked.
    let met = Number.NaN;
    const times: number[] = [];
    github.disturb = (operation) => {
      if (operation !== 'checks/create') return null;
      met = Number.isNaN(met) ? performance.now() : met;
      const left = Math.ceil((2000 - (performance.now() - met)) / 1000);
      if (left <= 0) return null;
      times.push(performance.now());
      return refused({ 'retry-after': String(left) });
    };
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url });
    for (const number of [1, 2, 3]) await bot.deliver('pull_request', opened(number));
    await eventually(() => expect(github.state.checks).toHaveLength(3));
    expect(github.state.checks.map(({ headSha }) => Number(headSha.replaceAll('c', '')))).toEqual([1, 2, 3]);
    // GitHub was left alone meanwhile: not one request each 200 ms.
    expect(times.length).toBeLessThanOrEqual(3);
    expect(bot.log()).toContain('secondary rate limit is reached until');
    expect(bot.log()).not.toContain('a delivery failed');
    const metrics = await (await fetch(`${bot.url}/metrics`)).text();
    expect(metrics).toMatch(/^tollgate_github_limited_total\{kind="secondary"\} [123]$/m);
    expect(metrics).toMatch(/^tollgate_deliveries_worked_off_total\{event="pull_request",outcome="postponed"\} /m);
    expect(metrics).toMatch(/^tollgate_github_requests_total\{method="POST",status="201"\} /m);
  });

  it('are shown per installation', async () => {
    const github = await useAppGitHub(emptyState());
    const limits = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4321', 'x-ratelimit-reset': '1795262400' };
    github.disturb = (operation) =>
      operation === 'pulls/list-files'
        ? { status: 200, body: [], headers: { ...limits, 'x-ratelimit-resource': 'core' } }
        : null;
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url });
    await bot.deliver('pull_request', opened(1));
    await eventually(() => expect(github.state.checks[0]?.status).toBe('completed'));
    const metrics = await (await fetch(`${bot.url}/metrics`)).text();
    const labels = '{installation="5",resource="core"}';
    expect(metrics).toContain(`tollgate_github_rate_limit${labels} 5000`);
    expect(metrics).toContain(`tollgate_github_rate_limit_remaining${labels} 4321`);
    expect(metrics).toContain(`tollgate_github_rate_limit_reset_seconds${labels} 1795262400`);
  });

  it('a read that fails for a moment is repeated at once, a write never: its answer may be lost although it was done', async () => {
    const github = await useAppGitHub(emptyState());
    const failing = new Map([
      ['pulls/list-files', 1],
      ['checks/create', 1],
    ]);
    github.disturb = (operation) => {
      const left = failing.get(operation) ?? 0;
      failing.set(operation, left - 1);
      return left > 0 ? { status: 502, body: { message: 'unicorn' } } : null;
    };
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url });
    await bot.deliver('pull_request', opened(1));
    await eventually(() => expect(github.state.checks[0]?.status).toBe('completed'));
    const metrics = await (await fetch(`${bot.url}/metrics`)).text();
    expect(metrics).toMatch(/^tollgate_github_retries_total 1$/m);
    // The write was repeated with its delivery, after a look.
    const requests = github.requests.map((one) => one.split(' ')[0]).filter((one) => one?.startsWith('checks/'));
    const first = requests.indexOf('checks/create');
    expect(requests.slice(first, first + 3)).toEqual(['checks/create', 'checks/list-for-ref', 'checks/create']);
  });
});
