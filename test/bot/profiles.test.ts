import { createHash, generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { handlers } from '../../bot/events/registry.ts';
import type { Profile } from '../../src/model/profile.ts';
import { signProfile } from '../../src/notify/sign-profile.ts';
import { emptyState } from '../fake-github/app-state.ts';
import { record } from '../fixtures/comparison.ts';
import { eventually } from './eventually.ts';
import { describeOnEmbeddedStore, describeOnStores } from './stores.ts';
import { useAppGitHub } from './use-app-github.ts';
import { useBot } from './use-bot.ts';
import { useIssuer } from './use-issuer.ts';

const now = new Date('2026-11-20T11:00:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const pair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    key: String(publicKey.export({ type: 'spki', format: 'pem' })),
    secret: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
};
const keys = { production: pair(), staging: pair() };
const apiToken = 'tollgate_0123456789abcdef0123456789abcdef';
const grants = {
  'octo/shop': {
    profiles: {
      production: { key: keys.production.key },
      staging: { key: keys.staging.key },
      canary: { workflow: '.github/workflows/collect.yml', environment: 'production' },
    },
    tokens: [{ name: 'ci', sha256: createHash('sha256').update(apiToken).digest('hex') }],
  },
  'octo/other': {
    tokens: [{ name: 'ci', sha256: createHash('sha256').update('tollgate_of_the_other').digest('hex') }],
  },
};

function bodyOf(profile: Profile, given: Partial<Profile> = {}): string {
  return JSON.stringify({ ...profile, collectedAt: minutes(-5).toISOString(), ...given });
}
const production = bodyOf(record('production', 1));
const staging = bodyOf(record('staging', 2, { changes: new Map([['GET /search', { median: 0.5 }]]) }));

async function started(store: Parameters<typeof useBot>[0], issuer?: string) {
  const state = emptyState();
  const github = await useAppGitHub({
    ...state,
    installations: { 5: ['octo/shop', 'octo/other'] },
    contents: { [state.head]: { '.github/tollgate.yml': 'version: 1\n' } },
  });
  const oidc = issuer === undefined ? {} : { issuer };
  const bot = await useBot(store, handlers, { githubApi: github.url, now: () => now, grants, oidc });
  await bot.tick();
  const push = (body: string | Buffer, token: string) =>
    fetch(`${bot.url}/api/v1/profiles`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body });
  const verdict = (id: string, token: string | null) =>
    fetch(`${bot.url}/api/v1/verdicts/${id}`, { headers: token === null ? {} : { authorization: `Bearer ${token}` } });
  return { bot, github, push, verdict };
}
const sign = (body: string, environment: 'production' | 'staging', given: object = {}) =>
  signProfile(body, { key: keys[environment].secret, repository: 'octo/shop', environment, now, ...given });

describeOnStores('profiles that environments send', (fresh) => {
  it('are compared when both are fresh, and the verdict is shown to whoever may see it', async () => {
    const { push, verdict, bot } = await started(await fresh());
    const first = await push(production, sign(production, 'production'));
    expect(first.status).toBe(202);
    const second = await push(staging, sign(staging, 'staging'));
    expect(second.status).toBe(202);
    const { id } = (await second.json()) as { id: string };
    await eventually(async () => expect((await verdict(id, apiToken)).status).toBe(200));
    const report = await (await verdict(id, apiToken)).json();
    expect(report).toMatchObject({ schema: 'tollgate.report/1', question: 'fidelity', decision: 'fail' });
    for (const [token, status] of [
      [null, 401],
      ['tollgate_another', 404],
      ['tollgate_of_the_other', 404],
      ['ey.J0.x', 404],
    ] as const) {
      expect((await verdict(id, token)).status).toBe(status);
    }
    expect((await verdict('00000000-0000-4000-8000-000000000000', apiToken)).status).toBe(404);
    expect((await verdict("'; DROP TABLE validations; --", apiToken)).status).toBe(404);
    expect(bot.log()).not.toContain(apiToken);
  });

  it('are taken once, and never after a newer one', async () => {
    const { push } = await started(await fresh());
    expect((await push(production, sign(production, 'production'))).status).toBe(202);
    const again = await push(production, sign(production, 'production'));
    expect([again.status, await again.json()]).toEqual([409, { error: 'this profile was sent before' }]);
    const older = bodyOf(record('production', 3), { collectedAt: minutes(-60).toISOString() });
    const late = await push(older, sign(older, 'production'));
    expect([late.status, await late.json()]).toEqual([409, { error: 'a profile that was collected later is known' }]);
  });
});

describeOnEmbeddedStore('profiles', (fresh) => {
  it('are refused that nobody, or somebody else, vouches for', async () => {
    const issuer = await useIssuer();
    const { push, github } = await started(await fresh(), issuer.issuer);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const good = sign(production, 'production');
    const [, payload = ''] = good.split('.');
    const hmac = async (alg: string) => {
      const { SignJWT } = await import('jose');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
      // Key confusion: the public key taken for a shared secret.
      return new SignJWT(claims)
        .setProtectedHeader({ alg, typ: 'tollgate-profile+jwt' })
        .sign(Buffer.from(keys.production.key));
    };
    const stranger = pair();
    const refused: [string, string, number][] = [
      ['nothing', '', 401],
      ['no token', 'hello', 401],
      ['alg none', `${part({ alg: 'none', typ: 'tollgate-profile+jwt' })}.${payload}.`, 401],
      ['key confusion', await hmac('HS256'), 401],
      ['another key', sign(production, 'production', { key: stranger.secret }), 401],
      ['the key of the other environment', sign(production, 'production', { key: keys.staging.secret }), 401],
      ['the other environment’s own token', sign(production, 'staging'), 403],
      ['another repository', sign(production, 'production', { repository: 'octo/other' }), 401],
      ['a prototype’s name', sign(production, 'production', { environment: 'constructor' }), 401],
      ['an old token', sign(production, 'production', { now: minutes(-30) }), 401],
      ['a token of the future', sign(production, 'production', { now: minutes(30) }), 401],
      ['a token for other bytes', sign(`${production} `, 'production'), 401],
      ['a changed token', `${good.slice(0, -8)}AAAAAAAA`, 401],
      ['a key’s token as a workflow’s', good.replace(/^[^.]+/, part({ alg: 'EdDSA', typ: 'JWT' })), 401],
      ['a workflow’s type by a key', await issuer.token({}, now, { alg: 'RS256' }), 401],
    ];
    for (const [name, token, status] of refused) expect((await push(production, token)).status, name).toBe(status);
    expect((await push(production, good)).status).toBe(202);
    expect(github.violations).toEqual([]);
  });

  it('may come from one workflow, and no other', async () => {
    const issuer = await useIssuer();
    const { push, verdict } = await started(await fresh(), issuer.issuer);
    const body = bodyOf(record('production', 4), { environment: 'canary' });
    const job = {
      repository: 'octo/shop',
      workflow_ref: 'octo/shop/.github/workflows/collect.yml@refs/heads/main',
      event_name: 'schedule',
      environment: 'production',
    };
    const stranger = await useIssuer();
    const refused: [string, string, number][] = [
      ['another issuer', await stranger.token(job, now), 401],
      ['a stranger who names our issuer', await stranger.token({ ...job, iss: issuer.issuer }, now), 401],
      ['another audience', await issuer.token({ ...job, aud: 'sigstore' }, now), 401],
      ['expired', await issuer.token(job, minutes(-30)), 401],
      ['another repository', await issuer.token({ ...job, repository: 'mallory/shop' }, now), 403],
      [
        'another workflow',
        await issuer.token({ ...job, workflow_ref: job.workflow_ref.replace('collect', 'x') }, now),
        403,
      ],
      [
        'another branch',
        await issuer.token({ ...job, workflow_ref: job.workflow_ref.replace('main', 'topic') }, now),
        403,
      ],
      ['a pull request', await issuer.token({ ...job, event_name: 'pull_request_target' }, now), 403],
      ['another environment', await issuer.token({ ...job, environment: 'test' }, now), 403],
      ['no environment', await issuer.token({ ...job, environment: undefined }, now), 403],
    ];
    for (const [name, token, status] of refused) expect((await push(body, token)).status, name).toBe(status);
    expect((await push(production, await issuer.token(job, now))).status, 'a key’s environment').toBe(403);
    const taken = await push(body, await issuer.token(job, now));
    expect(taken.status).toBe(202);
    const { id } = (await taken.json()) as { id: string };
    expect((await verdict(id, await issuer.token(job, now))).status).toBe(404);
  });

  it('of the wrong form, size or time are refused', async () => {
    const { bot, push } = await started(await fresh());
    const refused: [string, string, number][] = [
      ['no JSON', 'profile', 422],
      ['deep JSON', `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`, 422],
      [
        'deep in a profile',
        production.replace('"queries":{', `"queries":{"a":${'['.repeat(500_000)}${']'.repeat(500_000)},`),
        422,
      ],
      [
        'another schema',
        bodyOf(record('production', 1), { schema: 'tollgate.profile/2' as 'tollgate.profile/1' }),
        422,
      ],
      ['a key too many', production.replace('{', '{"__proto__":{"admin":true},"x":1,'), 422],
      ['stale', bodyOf(record('production', 1), { collectedAt: minutes(-25 * 60).toISOString() }), 422],
      ['of the future', bodyOf(record('production', 1), { collectedAt: minutes(60).toISOString() }), 422],
    ];
    for (const [name, body, status] of refused) {
      expect((await push(body, sign(body, 'production'))).status, name).toBe(status);
    }
    const large = Buffer.alloc(60 * 1024 * 1024, 'x');
    const token = sign(large.toString(), 'production');
    // The server ends the connection before it has read everything; whether the answer gets through depends on timing.
    const answer = await push(large, token).then(
      ({ status }) => status,
      () => 413,
    );
    expect(answer).toBe(413);
    const wrongMethod = await fetch(`${bot.url}/api/v1/profiles`);
    expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await fetch(`${bot.url}/api/v1/verdicts/`)).status).toBe(404);
    expect((await push(production, sign(production, 'production'))).status).toBe(202);
  });
});
