import { expect, it } from 'vitest';
import { handlers } from '../../../bot/events/registry.ts';
import { openTracer } from '../../../bot/tracing/open-tracer.ts';
import { readTraceSettings } from '../../../bot/tracing/trace-settings.ts';
import { emptyState } from '../../fake-github/app-state.ts';
import { closedAddress } from '../../process/closed-address.ts';
import { secret } from '../deliver.ts';
import { eventually } from '../eventually.ts';
import { describeOnEmbeddedStore } from '../stores.ts';
import { useAppGitHub } from '../use-app-github.ts';
import { useBot } from '../use-bot.ts';
import { useReceiver } from './use-receiver.ts';

const opened = {
  action: 'opened',
  number: 1,
  installation: { id: 5 },
  repository: { full_name: 'octo/shop' },
  pull_request: { number: 1, title: 'PLANTED-TITLE', head: { sha: 'c'.repeat(40) } },
};
const tracesTo = (url: string, given: Readonly<Record<string, string>> = {}) =>
  readTraceSettings({
    ...given,
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=PLANTED%20KEY',
  });

describeOnEmbeddedStore('traces', (fresh) => {
  it('of a delivery are one, from its acceptance to each request to GitHub, and hold no body and no secret', async () => {
    const receiver = await useReceiver();
    const github = await useAppGitHub(emptyState());
    let left = 1;
    github.spoil = (operation) => (operation === 'checks/create' && (left -= 1) >= 0 ? 'done-500' : null);
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url, traces: tracesTo(receiver.url) });
    const forged = await bot.deliver('pull_request', opened, { id: 'forged', signedWith: 'another secret of mine' });
    expect(forged.status).toBe(401);
    expect((await bot.deliver('pull_request', opened, { id: 'the-one' })).status).toBe(200);
    await eventually(() => expect(github.state.checks[0]?.status).toBe('completed'));
    await bot.stop();

    const { spans } = receiver;
    expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(['tollgate-bot']));
    const own = spans.filter(({ attributes }) => attributes['tollgate.delivery'] === 'the-one');
    const shown = own.map(({ name, kind, attributes }) => {
      const {
        'tollgate.outcome': outcome,
        'tollgate.attempt': attempt,
        'tollgate.repository': repository,
      } = attributes;
      return { name, kind, repository, attempt, outcome };
    });
    expect(shown).toEqual([
      { name: 'store', kind: 4, repository: 'octo/shop' },
      { name: 'accept pull_request', kind: 2, outcome: 'stored' },
      { name: 'work off pull_request', kind: 5, repository: 'octo/shop', attempt: 1, outcome: 'failed' },
      { name: 'work off pull_request', kind: 5, repository: 'octo/shop', attempt: 2, outcome: 'done' },
    ]);
    const [store, accept, failed, done] = own;
    // One trace: each attempt goes on where the delivery was stored, each request to GitHub belongs to its attempt.
    expect([accept?.parentSpanId, store?.parentSpanId, failed?.parentSpanId, done?.parentSpanId]).toEqual([
      '',
      accept?.spanId,
      store?.spanId,
      store?.spanId,
    ]);
    const trace = spans.filter(({ traceId }) => traceId === accept?.traceId);
    const requests = trace.filter(({ kind }) => kind === 3);
    expect(trace).toHaveLength(own.length + requests.length);
    const asked = (parent: string | undefined) =>
      requests
        .filter(({ parentSpanId }) => parentSpanId === parent)
        .map(({ name, attributes }) => `${name} ${attributes['url.path']} ${attributes['http.response.status_code']}`);
    expect(asked(failed?.spanId).at(-1)).toBe('POST /repos/octo/shop/check-runs 500');
    expect(asked(done?.spanId).at(-1)).toMatch(/^PATCH \/repos\/octo\/shop\/check-runs\/\d+ 200$/);
    expect([failed?.status.code, done?.status.code]).toEqual([2, 0]);
    expect(github.requests).toHaveLength(requests.length);
    for (const { startTimeUnixNano: start, endTimeUnixNano: end } of spans) expect(end >= start).toBe(true);

    const raw = receiver.raw();
    expect(raw).toContain('POST /v1/traces');
    expect(raw.match(/"api-key":"PLANTED KEY"/g)?.length).toBeGreaterThan(0);
    for (const planted of ['PLANTED-TITLE', 'forged', secret, 'BEGIN RSA', 'ghs_', 'Bearer']) {
      expect(raw).not.toContain(planted);
    }
    expect(bot.log()).not.toContain('PLANTED KEY');
  });
});

it('traces that nobody takes stop nothing, and are spoken of once', async () => {
  const words: unknown[] = [];
  const settings = tracesTo(await closedAddress(), { OTEL_EXPORTER_OTLP_TIMEOUT: '300' });
  const tracer = await openTracer(settings, { warn: (...said: unknown[]) => words.push(said) });
  const began = performance.now();
  for (const name of ['one', 'two']) expect(await tracer.span({ name, kind: 'client' }, async () => name)).toBe(name);
  await expect(tracer.span({ name: 'three', kind: 'client' }, () => Promise.reject(new Error('no')))).rejects.toThrow(
    'no',
  );
  expect(performance.now() - began).toBeLessThan(1000);
  await tracer.close();
  expect(performance.now() - began).toBeLessThan(8000);
  expect(words).toHaveLength(1);
  expect(JSON.stringify(words)).not.toContain('PLANTED');
});
