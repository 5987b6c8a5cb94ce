import { describe, expect, it } from 'vitest';
import { classify } from '../../src/incidents/classify/classify.ts';
import { extractFacts } from '../../src/incidents/facts/extract-facts.ts';
import { type FactName, factNames, IncidentFacts } from '../../src/incidents/incident-facts.ts';
import { saidBy } from '../../src/incidents/plan/merge-facts.ts';
import { parseIncidentText } from '../../src/incidents/text/parse-incident-text.ts';

const factsOf = (written: string) => {
  const text = parseIncidentText(written);
  return extractFacts(text, classify(text));
};
const said = (written: string) => saidBy(factsOf(written));

describe('facts of an incident', () => {
  it.each<[FactName, string, unknown]>([
    ['endpoint', 'POST /api/checkout failed.', { method: 'POST', path: '/api/checkout' }],
    ['endpoint', 'Requests to `/orders/{id}`, were slow.', { method: 'GET', path: '/orders/{id}' }],
    ['poolSize', 'The pool of 20 was exhausted.', 20],
    ['poolSize', 'max_connections = 1,200 was too low.', 1200],
    ['concurrency', 'There were 2k concurrent users.', 2000],
    ['concurrency', '300 devices at the same time reconnected.', 300],
    ['rate', 'It got 120 requests per second.', 120],
    ['rate', 'It got 6,000 requests/minute.', 100],
    ['rate', 'Peak was 1.5k rps.', 1500],
    ['rateLimit', 'The limit is 600 requests per minute.', 10],
    ['duration', 'It lasted 25 minutes.', 1500],
    ['latency', 'p99 latency was 4.2 s.', 4200],
    ['latency', 'The timeout of 500ms was too long.', 500],
    ['latency', 'Checkout answered only after 12 seconds.', 12_000],
    ['latency', 'Half of the requests took 2 minutes.', 120_000],
    ['duration', 'Checkout answered 503 for 40 minutes.', 2400],
    ['errorRate', 'The error rate reached 35%.', 0.35],
    ['errorRate', '12 % of requests failed.', 0.12],
    ['retries', 'Clients retried up to 5 times.', 5],
    ['memory', 'Memory grew to 2 GiB.', 2 * 2 ** 30],
    ['ttl', 'The TTL was 300 seconds.', 300],
    ['table', 'The `orders` table was locked.', 'orders'],
    ['table', 'SELECT * FROM payments took long.', 'payments'],
    ['query', 'It ran `SELECT * FROM orders WHERE a = 1`.', 'SELECT * FROM orders WHERE a = 1'],
    ['dependency', 'The Stripe API was slow.', 'Stripe'],
    ['host', 'https://api.shop.example.com/x did not resolve.', 'api.shop.example.com'],
    ['variable', 'PAYMENT_TIMEOUT_MS was missing.', 'PAYMENT_TIMEOUT_MS'],
    ['permission', 'The role lacked s3:GetObject.', 's3:GetObject'],
  ])('finds %s in “%s”', (name, sentence, value) => {
    const fact = factsOf(sentence)[name];
    expect(fact).toEqual({ known: true, value, evidence: sentence });
  });

  it.each([
    'Checkout answered 503 for 40 minutes.',
    'It was slow for 2 hours.',
    'The on-call engineer responded within 10 minutes.',
    'Recovery took 3 hours.',
    'Latency was high until 14:05, for 45 minutes.',
  ])('takes no time that an outage lasted for a latency: %s', (text) => {
    expect(factsOf(text).latency).toEqual({ known: false });
  });

  it.each([
    ['nothing', 'It was down.'],
    ['what cannot be meant', 'A pool of 0. An error rate of 300%. 0 concurrent users. It lasted 0 minutes.'],
    ['file names for hosts', 'See server.js and run.md, written by ops@example.com.'],
  ])('knows nothing where there is %s', (_, text) => {
    expect(said(text)).toEqual({});
  });

  it('reads the answers of an issue form, and leaves out what was not answered', () => {
    const form =
      '### Service\n\nCheckout API\n\n### Pool size\n\n40\n\n### Endpoint\n\nPUT /cart\n\n### Table\n\n_No response_\n';
    const facts = factsOf(JSON.stringify({ title: 'Pool exhausted', body: form, number: 7 }));
    expect([facts.service, facts.id, saidBy(facts)]).toEqual([
      'checkout-api',
      '7',
      { poolSize: 40, endpoint: { method: 'PUT', path: '/cart' } },
    ]);
  });

  it.each([
    ['Service: Cart & Co.', 'cart-co'],
    ['The checkout service failed.', 'checkout'],
    ['It failed.', 'service'],
  ])('names the service of “%s”', (text, service) => {
    expect(factsOf(text).service).toBe(service);
  });

  it('makes ids, services and links out of hostile ones that are safe in a path', () => {
    const facts = factsOf(
      '---\nid: "../../etc/passwd"\nservice: "../../$(rm)"\nlink: "javascript:alert(1)"\n---\nDown.',
    );
    expect([facts.id, facts.service, facts.link]).toEqual(['etc-passwd', 'rm', null]);
  });

  it('takes whatever strangers write as data, and always gives facts of the published shape', () => {
    const pieces = [
      '`${process.exit()}`',
      '*/ alert(1) /*',
      '</script>',
      '\u202Eevil\u202C',
      '𝕆',
      "' OR 1=1 --",
      '\u0000',
      '@everyone',
    ];
    for (const piece of pieces)
      for (const sentence of [
        `GET /${piece} failed`,
        `pool of 20${piece}`,
        `table \`${piece}\``,
        `TTL ${piece} 5 s`,
        `flag "${piece}" missing`,
      ]) {
        const facts = factsOf(`${piece} down\n\n${sentence}`);
        expect(IncidentFacts.parse(facts)).toEqual(facts);
        if (facts.endpoint.known) expect(facts.endpoint.value.path).toMatch(/^\/[\w\-./{}:~%@+*!$=&?]*$/);
        if (facts.table.known) expect(facts.table.value).toMatch(/^[\w.$-]+$/);
      }
    expect(factNames.length).toBe(17);
  });
});
