import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isAllowed, parseEgress } from '../../../bot/egress/egress-rule.ts';
import { whyForbidden } from '../../../bot/egress/is-forbidden-address.ts';
import { root } from '../../architecture/source-files.ts';
import { runNode } from '../../process/run-node.ts';

describe('a rule of the egress list', () => {
  it.each([
    ['prometheus.internal', { host: 'prometheus.internal', port: null }],
    ['Prometheus.Internal:9090', { host: 'prometheus.internal', port: 9090 }],
    ['[::1]:9090', { host: '::1', port: 9090 }],
    ['https://prometheus.internal', null],
    ['*.internal', null],
    ['prometheus.internal/path', null],
    ['prometheus.internal:99999', null],
    ['', null],
  ])('%s', (text, rule) => expect(parseEgress(text)).toEqual(rule));

  it('allows its own host and port, in any case and with a final dot', () => {
    const rules = [{ host: 'db.internal', port: 5432 }];
    expect(isAllowed(rules, 'DB.internal.', 5432)).toBe(true);
    expect(isAllowed(rules, 'db.internal', 5433)).toBe(false);
    expect(isAllowed(rules, 'db.internal.evil.example', 5432)).toBe(false);
  });
});

describe('an address', () => {
  it.each([
    '169.254.169.254',
    '::ffff:169.254.169.254',
    'fe80::1',
    'fd00:ec2::254',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::',
    '100.100.100.200',
    '0.0.0.0',
    '::',
    '224.0.0.1',
    '255.255.255.255',
    'not an address',
  ])('is forbidden: %s', (address) => expect(whyForbidden('metrics.example', address)).not.toBeNull());

  it('of the bot’s own machine is forbidden to a name, and not to who names it', () => {
    expect(whyForbidden('metrics.example', '127.0.0.1')).toContain('the bot’s own machine');
    expect(whyForbidden('127.0.0.1', '127.0.0.1')).toBeNull();
    expect(whyForbidden('localhost', '::1')).toBeNull();
    expect(whyForbidden('metrics.example', '10.0.0.7')).toBeNull();
  });
});

describe('a guarded process', () => {
  it('connects to what is allowed, and to nothing else by any means', async () => {
    const server = createServer((_, response) => response.end('hello'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const script = `
      import net from 'node:net'; import tls from 'node:tls'; import http from 'node:http';
      const outcome = (name, promise) => promise.then((v) => console.log(name, v), (e) => console.log(name, e.code ?? e.cause?.code ?? e.message));
      const socket = (make) => new Promise((ok, no) => { const s = make(); s.on('connect', () => { ok('connected'); s.destroy(); }).on('error', no); });
      await outcome('fetch', fetch('http://127.0.0.1:${port}').then((r) => r.text()));
      await outcome('fetch by name', fetch('http://localhost:${port}').then((r) => r.text()));
      await outcome('fetch other', fetch('http://127.0.0.2:${port}').then((r) => r.text()));
      await outcome('net', socket(() => net.connect(${port}, '127.0.0.2')));
      await outcome('net options', socket(() => net.connect({ port: ${port}, host: '127.0.0.2' })));
      await outcome('net new', socket(() => new net.Socket().connect('${port}', '127.0.0.2')));
      await outcome('net own lookup', socket(() => net.connect({ port: ${port}, host: 'rebound.example', lookup: (h, o, cb) => cb(null, o.all ? [{ address: '127.0.0.2', family: 4 }] : '127.0.0.2', 4) })));
      await outcome('path', socket(() => net.connect('/tmp/some.sock')));
      await outcome('tls', socket(() => tls.connect({ port: ${port}, host: '127.0.0.2' })));
      await outcome('http', new Promise((ok, no) => http.get('http://127.0.0.2:${port}', ok).on('error', no)));
      await outcome('allowed net', socket(() => net.connect(${port}, '127.0.0.1')));
      try { net.Socket.prototype.connect = () => {}; } catch (e) { console.log('undo', e.constructor.name); }
    `;
    const guard = join(root, 'bot/egress-guard.ts');
    const egress = `127.0.0.1:${port},rebound.example`;
    const { stdout, stderr } = await runNode([`--import=${guard}`, '--input-type=module', '--eval', script], {
      cwd: root,
      env: { TOLLGATE_EGRESS: egress },
    });
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toEqual([
      'fetch hello',
      'fetch by name EACCES',
      'fetch other EACCES',
      'net EACCES',
      'net options EACCES',
      'net new EACCES',
      expect.stringMatching(/^net own lookup (ENOTFOUND|EAI_AGAIN)$/),
      'path EACCES',
      'tls EACCES',
      'http EACCES',
      'allowed net connected',
      'undo TypeError',
    ]);
  });
});
