import { describe, expect, it } from 'vitest';
import { routeKey } from '../../src/model/route.ts';

describe('routeKey', () => {
  it.each([
    // one parameter, however it is written
    '/orders/:id',
    '/orders/{id}',
    '/orders/<id>',
    '/orders/<int:id>',
    '/orders/<regex([0-9]+):id>',
    '/orders/[id]',
    '/orders/{id:[0-9]{4}}',
    '/orders/{id?}',
    '/orders/:id?',
    '/orders/:id(\\d+)',
    '/orders/{}',
    '/orders/$id',
    '/orders/:id/',
    '//orders//:id',
    '/orders/{id}?page=2',
  ])('takes %s for one route', (path) => {
    expect(routeKey('get', path)).toBe('GET /orders/{}');
  });

  it.each([
    '/files/*',
    '/files/**',
    '/files/[...path]',
    '/files/[[...path]]',
    '/files/{*path}',
    '/files/{path*}',
    '/files/{proxy+}',
    '/files/<path:rest>',
    '/files/:rest*',
    '/files/{path:.*}',
    '/files/{path:path}',
    '/files/*rest',
  ])('takes the rest of a path, written as %s, for one route', (path) => {
    expect(routeKey('GET', path)).toBe('GET /files/{*}');
  });

  it.each([
    { name: 'a route without parameters', method: 'POST', path: '/cart/items', expected: 'POST /cart/items' },
    { name: 'the root', method: 'GET', path: '/', expected: 'GET /' },
    { name: 'no method', method: null, path: '/cart', expected: '/cart' },
    { name: 'an empty method', method: '', path: '/cart', expected: '/cart' },
    { name: 'two parameters in one segment', method: 'GET', path: '/from/:a-:b', expected: 'GET /from/{}-{}' },
    { name: 'a parameter with a suffix', method: 'GET', path: '/files/{name}.{ext}', expected: 'GET /files/{}.{}' },
    {
      name: 'a custom verb, which is no parameter',
      method: 'POST',
      path: '/v1/orders/{id}:cancel',
      expected: 'POST /v1/orders/{}:cancel',
    },
    { name: 'a gRPC method', method: 'POST', path: '/shop.Cart/Add', expected: 'POST /shop.Cart/Add' },
    { name: 'the name of a service', method: null, path: 'checkout', expected: 'checkout' },
    { name: 'a number, which may be a version', method: 'GET', path: '/api/2/orders', expected: 'GET /api/2/orders' },
    { name: 'a raw address with a query', method: 'GET', path: '/search?q=/a', expected: 'GET /search' },
    { name: 'upper case, which is another route', method: 'GET', path: '/Orders', expected: 'GET /Orders' },
  ])('names $name', ({ method, path, expected }) => {
    expect(routeKey(method, path)).toBe(expected);
  });

  it.each(['', ' ', 'unmatched', 'UNKNOWN', 'NOT_FOUND', '/**', '(unmatched)'])('takes %j for no route', (path) => {
    expect(routeKey('GET', path)).toBe('(unmatched)');
  });

  it('is stable: a key is its own key', () => {
    for (const path of ['/a/:b/{c}/*', '/x/[y]', '/z']) {
      const key = routeKey(null, path);
      expect(routeKey(null, key)).toBe(key);
    }
  });

  it.each(['{', '?', ':a(', '<a', '[[...', '{a', '{*', '/', '{{}', '?='])('is quick on 10 kB of %j', (piece) => {
    const start = performance.now();
    routeKey('GET', `/${piece.repeat(10_000 / piece.length)}`);
    expect(performance.now() - start).toBeLessThan(100);
  });
});
