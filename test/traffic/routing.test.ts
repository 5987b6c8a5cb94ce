import { describe, expect, it } from 'vitest';
import { openApiRoutes } from '../../src/traffic/routing/openapi-routes.ts';
import { segmentKind } from '../../src/traffic/routing/segment-kind.ts';
import { line, logFolder, modelOf } from './model-of.ts';

const { write } = logFolder();
const get = (path: string, status = 200) => line({ request: `GET ${path} HTTP/1.1`, status });
const routesOf = async (text: string, options = {}) =>
  (await modelOf([write('routes.log', text)], options)).routes.map(({ route }) => route).sort();
const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join('');

describe('the form of a segment', () => {
  it.each([
    ['orders', 'literal'],
    ['v2', 'literal'],
    ['oauth2', 'literal'],
    ['logstash-1.1.0-monolithic.jar', 'literal'],
    ['deadbeef', 'literal'],
    ['48219', 'number'],
    ['-12.5', 'number'],
    ['f81d4fae-7dec-11d0-a765-00a0c91e6bf6', 'uuid'],
    ['2026-10-12', 'date'],
    ['5f3759df', 'hex'],
    ['jane@example.com', 'email'],
    ['jane%40example.com', 'email'],
    ['caf%C3%A9', 'text'],
    ['01ARZ3NDEKTSV4RRFFQ69G5FAV', 'token'],
    ['dGhpcyBpcyBhIHRlc3Q=', 'token'],
    ['eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl', 'token'],
    ['blue-shoes-48291', 'text'],
    ['@jane', 'text'],
    ['203.0.113.77', 'text'],
    ['2001:db8::77', 'text'],
    ['4111-1111-1111-1111', 'text'],
    ['(555)123-4567', 'text'],
    ['52.5200,13.4050', 'text'],
    ['1.2.3', 'literal'],
    ['AKIAIOSFODNN7EXAMPLE', 'token'],
    ['user=alice', 'text'],
    ['john+smith', 'text'],
    ['items:batchGet', 'literal'],
    ['{id}', 'text'],
  ])('%s is %s', (segment, kind) => {
    expect(segmentKind(segment)).toBe(kind);
  });
});

describe('routes', () => {
  it('that were declared come first, most specific ones before others; a method in front is not needed', async () => {
    const routes = ['/orders/{id}', '/orders/latest', '/reports/404', '/files/{path*}'].map((route) => ({
      route,
      by: 'declared' as const,
    }));
    const text =
      get('/orders/7') +
      get('/orders/abc/') +
      get('/orders/latest') +
      get('/reports/404') +
      get('/reports/405') +
      get('/files/a/b/c');
    expect(await routesOf(text, { routes })).toEqual([
      '/files/{path*}',
      '/orders/latest',
      '/orders/{id}',
      '/reports/404',
      '/reports/{id}',
    ]);
  });

  it('of an OpenAPI description stand behind the path of its server', () => {
    const paths = { '/orders/{id}': {}, 'x-ignored': {} };
    expect(openApiRoutes({ swagger: '2.0', basePath: '/v1/', paths })).toEqual([
      { route: '/v1/orders/{id}', by: 'openapi' },
    ]);
    expect(openApiRoutes({ openapi: '3.1.0', paths })).toEqual([{ route: '/orders/{id}', by: 'openapi' }]);
    expect(openApiRoutes({ openapi: '3.1.0' })).toBeNull();
    expect(openApiRoutes([])).toBeNull();
  });

  it('with many values of one kind become one, however few requests each has', async () => {
    const words = many(40, (index) =>
      get(`/products/shoe-${String.fromCharCode(97 + (index % 26))}${'x'.repeat(1 + index / 26)}`),
    );
    expect(await routesOf(words + get('/about') + get('/contact'))).toEqual(['/about', '/contact', '/products/{text}']);
  });

  it('but a frequent value stays, and so does one that answers differently', async () => {
    const values = many(40, (index) =>
      many(60, () => get(`/products/shoe-${'abcdefghij'[index % 10]}${'xyzw'[Math.floor(index / 10)]}`)),
    );
    const frequent = many(400, () => get('/products/bestseller'));
    const refusing = many(60, () => get('/products/members-only', 403));
    const deeper = many(60, () => get('/products/cart/checkout'));
    expect(await routesOf(values + frequent + refusing + deeper)).toEqual([
      '/products/bestseller',
      '/products/cart/checkout',
      '/products/members-only',
      '/products/{text}',
    ]);
  });

  it('of a service with a few dozen endpoints stay as they are', async () => {
    const endpoints = many(20, (index) => many(10, () => get(`/api/${'abcdefghijklmnopqrst'[index]}-list`)));
    expect(await routesOf(endpoints)).toHaveLength(20);
  });

  it('of ten thousand made-up first segments fit into memory and add up', async () => {
    const text = many(10_000, (index) =>
      get(`/${String(index).replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}/edit`),
    );
    const model = await modelOf([write('flood.log', text)]);
    expect(model.routes.length).toBeLessThan(2100);
    expect(model.total.count).toBe(10_000);
  });
});
