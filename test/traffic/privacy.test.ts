import { describe, expect, it } from 'vitest';
import { line, logFolder, modelOf } from './model-of.ts';

const { write } = logFolder();

describe('nothing personal is kept', () => {
  it('of addresses, users, tokens, e-mails, agents, referrers and values of query strings', async () => {
    const planted = [
      '203.0.113.77',
      'jane.doe',
      'jane%40example.com',
      'jane@example.com',
      'eyJhbGciOiJIUzI1NiJ9',
      'S3cr3tT0kenAbCd99',
      'hunter2',
      'PlantedBrowser',
      '4111111111111111',
      '1980-05-17',
      'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
      'Zo%C3%AB',
      'private-referrer',
    ];
    const paths = [
      '/users/jane.doe/orders',
      '/contact/jane%40example.com',
      '/contact/jane@example.com',
      '/verify/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
      '/download/S3cr3tT0kenAbCd99',
      '/login?password=hunter2&jane@example.com=1&S3cr3tT0kenAbCd99=x&hunter2',
      '/cards/4111111111111111',
      '/born/1980-05-17',
      '/items/f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
      '/greet/Zo%C3%AB',
    ];
    const log = paths.map(
      (path, index) =>
        `203.0.113.77 - jane.doe [12/Oct/2026:10:00:0${index % 10} +0000] "GET ${path} HTTP/1.1" 200 5 "https://private-referrer.example/" "PlantedBrowser/1.0"\n`,
    );
    const model = await modelOf([write('planted.log', log.join(''))]);
    const text = JSON.stringify(model);
    expect(planted.filter((value) => text.includes(value))).toEqual([]);
    expect(model.routes.map(({ route }) => route).sort()).toEqual([
      '/born/{date}',
      '/cards/{id}',
      '/contact/{email}',
      '/download/{token}',
      '/greet/{text}',
      '/items/{uuid}',
      '/login',
      '/users/{text}/orders',
      '/verify/{token}',
    ]);
    expect(model.total.count).toBe(10);
    expect(model.sessions?.clients).toBe(1);
  });

  it('nor of what only failed: unknown paths are one route', async () => {
    const model = await modelOf([
      write('unknown.log', line({ request: 'GET /janes-secret-page HTTP/1.1', status: 404 }) + line({})),
    ]);
    expect(model.routes.map(({ route }) => route)).toEqual(['(unmatched)', '/']);
  });
});
