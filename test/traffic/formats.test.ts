import { describe, expect, it } from 'vitest';
import { exclusionRules } from '../../src/traffic/exclusion/rules.ts';
import { logFolder, modelOf } from './model-of.ts';

const { write } = logFolder();

/** One line of each format for the same request: GET /orders/7?page=2 at 10:00:00 UTC, 200, 512 bytes, 123 ms. */
const lines: readonly { name: string; text: string; format?: string }[] = [
  {
    name: 'combined',
    text: '192.0.2.1 - jane [12/Oct/2026:12:00:00 +0200] "GET /orders/7?page=2 HTTP/2.0" 200 512 "-" "Mozilla" rt=0.123 uct="0.001" urt="0.120"',
  },
  {
    name: 'combined',
    text: 'shop.example.com 192.0.2.1 - - [12/Oct/2026:10:00:00 +0000] "GET /orders/7?page=2 HTTP/1.1" 200 512 "a \\"b\\" c" "Mozilla" "-" 0.123',
  },
  {
    name: 'caddy',
    text: '{"level":"info","ts":1791799200,"msg":"handled request","request":{"client_ip":"192.0.2.1","method":"GET","uri":"/orders/7?page=2","headers":{"User-Agent":["Mozilla"]}},"duration":0.123,"size":512,"status":200}',
  },
  {
    name: 'traefik',
    text: '{"ClientHost":"192.0.2.1","DownstreamContentSize":512,"DownstreamStatus":200,"Duration":123000000,"RequestMethod":"GET","RequestPath":"/orders/7?page=2","StartUTC":"2026-10-12T10:00:00.000000000Z"}',
  },
  {
    name: 'envoy',
    text: '{"start_time":"2026-10-12T10:00:00.000Z","method":"GET","path":"/orders/7?page=2","response_code":200,"bytes_sent":512,"duration":123,"response_flags":"-","x_forwarded_for":"192.0.2.1","user_agent":"Mozilla"}',
  },
  {
    name: 'pino',
    text: '{"level":30,"time":1791799200000,"req":{"method":"GET","url":"/orders/7?page=2","headers":{"user-agent":"Mozilla"},"remoteAddress":"192.0.2.1"},"res":{"statusCode":200,"headers":{"content-length":512}},"responseTime":123,"msg":"request completed"}',
  },
  {
    name: 'ecs',
    text: '{"@timestamp":"2026-10-12T10:00:00.000Z","http.request.method":"GET","url":{"path":"/orders/7","query":"page=2"},"http":{"response":{"status_code":200,"body":{"bytes":512}}},"event":{"duration":123000000},"client":{"ip":"192.0.2.1"}}',
  },
  {
    name: 'json',
    text: '{"time_iso8601":"2026-10-12T12:00:00+02:00","remote_addr":"192.0.2.1","request":"GET /orders/7?page=2 HTTP/1.1","status":"200","body_bytes_sent":"512","request_time":"0.123","http_user_agent":"Mozilla","connection_requests":"1"}',
  },
  {
    name: 'aws-alb',
    text: 'h2 2026-10-12T10:00:00.000000Z app/my-alb/50dc6c495c0c9188 192.0.2.1:2817 10.0.0.1:80 0.001 0.120 0.002 200 200 34 512 "GET https://www.example.com:443/orders/7?page=2 HTTP/2.0" "Mozilla" ECDHE-RSA TLSv1.2 arn:aws:x "Root=1" "-" "-" 0 2026-10-12T10:00:00.000000Z "forward" "-" "-"',
  },
  {
    name: 'haproxy',
    text: 'Oct 12 10:00:00 lb haproxy[14389]: 192.0.2.1:33317 [12/Oct/2026:10:00:00.000] http-in static/srv1 10/0/1/112/123 200 512 - - ---- 1/1/1/1/0 0/0 {shop.example.com} {} "GET /orders/7?page=2 HTTP/1.1"',
  },
  {
    name: 'w3c',
    text: '#Software: Microsoft Internet Information Services 10.0\n#Fields: date time cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) sc-status sc-bytes time-taken\n2026-10-12 10:00:00 GET /orders/7 page=2 192.0.2.1 Mozilla 200 512 123',
  },
  {
    name: 'logfmt',
    text: '2026-10-12T10:00:00.000Z heroku[router]: at=info method=GET path="/orders/7?page=2" host=shop.example.com fwd="192.0.2.1" dyno=web.1 connect=1ms service=123ms status=200 bytes=512',
  },
  {
    name: 'uwsgi',
    text: '[pid: 1|app: 0|req: 1/1] 192.0.2.1 () {38 vars in 696 bytes} [Mon Oct 12 10:00:00 2026] GET /orders/7?page=2 => generated 512 bytes in 123 msecs (HTTP/1.1 200) 9 headers in 378 bytes (1 switches on core 3)',
  },
  {
    name: 'log_format',
    format:
      '$remote_addr|$time_iso8601|$request_method|$request_uri|$status|$body_bytes_sent|"$http_referer"|$request_time',
    text: '192.0.2.1|2026-10-12T10:00:00+00:00|GET|/orders/7?page=2|200|512|"https://example.com/a|b"|0.123',
  },
  {
    name: 'log_format',
    format: '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %D',
    text: '192.0.2.1 - - [12/Oct/2026:10:00:00 +0000] "GET /orders/7?page=2 HTTP/1.1" 200 512 "say \\"hi\\"" "Mozilla" 123000',
  },
];

describe('each format', () => {
  it.each(lines)('$name: $text', async ({ name, text, format }) => {
    const file = write(`${name}.log`, `${text}\n`);
    const model = await modelOf([file], format === undefined ? {} : { format });
    expect(model.source).toMatchObject({ format: name, lines: 1, parsed: 1, from: '2026-10-12T10:00:00.000Z' });
    expect(model.routes).toHaveLength(1);
    expect(model.routes[0]).toMatchObject({
      method: 'GET',
      route: '/orders/{id}',
      queryNames: ['page'],
      status: { 200: 1 },
      latency: { max: 0.123, unit: 'seconds' },
      bytes: { max: 512 },
    });
    expect(model.sessions?.clients).toBe(1);
  });

  it.each([
    ['caddy', lines[2]?.text.replace('"status":200', '"status":0') ?? '', { unknown: 1 }],
    ['aws-alb', lines[8]?.text.replace('200 200', '460 -') ?? '', { 460: 1 }],
  ])('%s: a status that is none, or of a client that left', async (name, text, status) => {
    const model = await modelOf([write(`${name}-left.log`, `${text}\n`)]);
    expect(model.total.status).toEqual(status);
  });

  it.each([
    ['ALB with one time of -1', lines[8]?.text.replace('0.120', '-1') ?? ''],
    ['HAProxy with a total of -1', lines[9]?.text.replace('/123 200', '/-1 503') ?? ''],
    ['an extra number without a unit', `${lines[1]?.text.replace(/ 0\.123$/, ' 123')}`],
    ['a JSON duration without a unit', lines[7]?.text.replace('request_time":"0.123"', 'duration":12') ?? ''],
  ])('%s has no latency, rather than a wrong one', async (_, text) => {
    const model = await modelOf([write('no-latency.log', `${text}\n`)]);
    expect(model.total).toMatchObject({ count: 1, latency: null });
  });

  it('says which number it did not read, and how to tell', async () => {
    const model = await modelOf([write('number.log', `${lines[1]?.text.replace(/ 0\.123$/, ' 123')}\n`)]);
    expect(model.remarks.join()).toContain('field 2 behind the user agent is a number without a unit');
  });
});

describe('rules', () => {
  const request = (path: string, status: number, agent: string) =>
    `192.0.2.1 - - [12/Oct/2026:10:00:00 +0000] "GET ${path} HTTP/1.1" ${status} 5 "-" "${agent}"\n`;
  it.each([
    ['bot', request('/', 200, 'Mozilla/5.0 (compatible; bingbot/2.0)')],
    ['health-check', request('/', 200, 'ELB-HealthChecker/2.0') + request('/healthz', 200, 'curl/8')],
    ['scanner', request('/wp-login.php', 404, 'x') + request('/.env', 403, 'x') + request('/', 200, 'sqlmap/1.7')],
    [
      'attack',
      request('/../../etc/passwd', 200, 'x') + request('/a%2e%2e%2fb', 404, 'x') + request('/a/%3Cscript%3E', 200, 'x'),
    ],
  ])('%s', async (rule, text) => {
    const model = await modelOf([write(`${rule}.log`, text)]);
    const count = text.split('\n').length - 1;
    const means = exclusionRules.find((one) => one.rule === rule)?.means;
    expect(model.excluded).toEqual([{ rule, means, count }]);
    expect(model.total.count).toBe(0);
  });

  it('leave out what is older than was asked for', async () => {
    const file = write('old.log', request('/', 200, 'x') + request('/', 200, 'x').replace('10:00:00', '11:00:00'));
    const model = await modelOf([file], { since: Date.parse('2026-10-12T10:30:00Z') });
    expect(model.excluded).toMatchObject([{ rule: 'too-old', count: 1 }]);
    expect(model.source.from).toBe('2026-10-12T11:00:00.000Z');
  });

  it('leave what only looks alike: a telephone, a page in PHP that is served, a word with a dot', async () => {
    const text =
      request('/', 200, 'Mozilla/5.0 (Linux; Android 9; CUBOT_X19)') +
      request('/index.php', 200, 'Mozilla/5.0') +
      request('/ups', 200, 'Mozilla/5.0') +
      request('/v1.2/status', 200, 'Mozilla/5.0');
    const model = await modelOf([write('alike.log', text)]);
    expect(model.excluded).toEqual([]);
    expect(model.routes.map(({ route }) => route)).toEqual(['/', '/index.php', '/ups', '/v1.2/status']);
  });
});
