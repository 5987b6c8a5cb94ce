import { describe, expect, it } from 'vitest';
import { line } from '../traffic/model-of.ts';
import { runCli } from './run-cli.ts';
import { workplaces } from './workplace.ts';

const newWorkplace = workplaces();
/** Yesterday, as access logs write it: the command looks at the last seven days. */
const yesterday = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' })
  .formatToParts(Date.now() - 86_400_000)
  .filter(({ type }) => type !== 'literal')
  .map(({ value }) => value.slice(0, 4).replace('Sept', 'Sep'))
  .join('/');

/** Two hundred requests to each path, one every second. */
const log = (paths: readonly string[]) =>
  Array.from({ length: 200 * paths.length }, (_, index) => {
    const second = index % 60;
    const minute = Math.floor(index / 60);
    const time = `${yesterday}:10:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')} +0000`;
    return line({ request: `GET ${paths[index % paths.length]} HTTP/1.1`, time, extra: '0.050' });
  }).join('');
const watch = (folder: string, ...more: readonly string[]) =>
  runCli(['traffic', 'watch', 'access.log', '--out', 'load', ...more], { cwd: folder });

describe('traffic watch', () => {
  it('writes model and scripts the first time, nothing while the traffic is the same, and the difference where it is not', async () => {
    const { folder, write, read, files } = newWorkplace();
    write('access.log', log(['/', '/cart', '/search']));
    const first = await watch(folder);
    expect(first.stdout).toContain('There is no committed model yet.\nWritten: load/model.json\n');
    expect(first.code).toBe(1);
    expect(files()).toContain('load/steady.js');

    const committed = files().map((file) => [file, read(file)]);
    const same = await watch(folder);
    expect(same.stdout).toBe(
      'The traffic is as the committed scripts have it; nothing is written.\n' +
        'Note: access.log: duration read from field 1 behind the user agent, in seconds\n',
    );
    expect(same.code).toBe(0);
    expect(files().map((file) => [file, read(file)])).toEqual(committed);

    write('access.log', log(['/', '/', '/cart', '/help']));
    const changed = await watch(folder);
    expect(changed.stdout).toMatch(
      /^\+ GET \/help: 14\.\d\/min\n~ GET \/: 20\.0\/min → 28\.\d\/min \(\+4\d %\)\n~ GET \/cart: .*\n- GET \/search: was 20\.0\/min\nWritten: /,
    );
    expect(changed.code).toBe(1);
    expect(read('load/steady.js')).toContain('/help');
    expect(read('load/steady.js')).not.toContain('/search');

    const again = await watch(folder);
    expect(again.code).toBe(0);
  });

  it('writes the scripts anew where they are wanted otherwise, once', async () => {
    const { folder, write, read } = newWorkplace();
    write('access.log', log(['/', '/cart']));
    await watch(folder);
    const half = ['--scale', '0.5', '--duration', '30m', '--production-host', 'shop.example.com'];
    const changed = await watch(folder, ...half);
    expect(changed.stdout).toMatch(
      /^Settings of the scripts:\n {2}- load: {3}scale 1, 1500 s, soak 14400 s\n {2}\+ load: {3}scale 0\.5, 1800 s, soak 14400 s\n {2}\+ refuses: shop\.example\.com\nWritten: /,
    );
    expect(changed.code).toBe(1);
    expect(read('load/steady.js')).toContain("duration: '30m'");
    expect((await watch(folder, ...half)).code).toBe(0);
    expect((await watch(folder)).code).toBe(1);
  });

  it('a wider tolerance sees less', async () => {
    const { folder, write } = newWorkplace();
    write('access.log', log(['/', '/cart']));
    await watch(folder);
    write('access.log', log(['/', '/', '/', '/cart', '/cart']));
    expect((await watch(folder, '--tolerance', '50%')).code).toBe(0);
    expect((await watch(folder, '--tolerance', '15%')).code).toBe(1);
  });

  it.each([
    {
      name: 'only old requests',
      args: ['--since', '1m'],
      says: 'no request of that time; nothing is written',
      code: 3,
    },
    { name: 'an age that is none', args: ['--since', 'soon'], says: '--since:', code: 2 },
    { name: 'a tolerance that is none', args: ['--tolerance', 'x'], says: '--tolerance:', code: 2 },
    {
      name: 'several mistakes, all told at once,',
      args: ['--route', 'orders', '--workers', '0', '--tolerance', 'x', '--scale', '0', '--production-host', 'a b'],
      says: /^tollgate: --route: .*\n.*--workers: .*\n.*--tolerance: .*\n.*--scale: .*\n.*--production-host: .*\n$/,
      code: 2,
    },
  ])('$name ends with $code', async ({ args, says, code }) => {
    const { folder, write, files } = newWorkplace();
    write('access.log', log(['/']));
    const ran = await runCli(['traffic', 'watch', 'access.log', '--out', 'load', ...args], { cwd: folder });
    expect(ran.stdout + ran.stderr).toMatch(says);
    expect(ran.code).toBe(code);
    expect(files()).toEqual(['access.log']);
  });

  it('writes nothing where the scripts cannot be made, so that the next look finds the change again', async () => {
    const { folder, write, files } = newWorkplace();
    write('access.log', log(['/']));
    expect((await watch(folder, '--write', 'POST /none')).code).toBe(2);
    expect(files()).toEqual(['access.log']);
    write('load/routes.js', 'app.get("/")');
    write('load/pools.json', '[]');
    // Found before the log is read: after hours it would be too late.
    write('access.log', 'this is no request\n');
    const ran = await watch(folder);
    expect([ran.code, ran.stderr]).toEqual([
      2,
      expect.stringMatching(/routes\.js would be lost\n.*pools\.json: wanted/),
    ]);
    expect(files()).toEqual(['access.log', 'load/pools.json', 'load/routes.js']);
  });

  it('follows the configuration: routes, what is safe to write to, and hosts of production', async () => {
    const { folder, write, read } = newWorkplace();
    write(
      '.github/tollgate.yml',
      'version: 1\nproduction: {metrics: {url: "${PROMETHEUS_URL}"}}\ntraffic: {routes: ["/c/{cart}"], write: [POST /buy, POST /cart], productionHosts: [Shop.example.com]}\n',
    );
    write('access.log', log(['/c/a', '/c/b', '/buy']).replaceAll('GET /buy', 'POST /buy'));
    expect((await watch(folder)).code).toBe(1);
    const routes = read('load/routes.js');
    for (const words of [
      'GET /c/{cart}',
      '// writes: POST /buy\n',
      '// refuses: shop.example.com\n',
      "'shop.example.com'",
    ])
      expect(routes).toContain(words);
    expect(routes).toMatch(/name: 'POST \/buy'/);
    expect(routes).toContain('declared safe to write, but production got none of it: POST /cart');
    expect((await watch(folder)).code).toBe(0);
  });

  it('says what is wrong with the logs beside what changed', async () => {
    const { folder, write } = newWorkplace();
    write('access.log', `${log(['/'])}${'this is no request\n'.repeat(100)}`);
    expect((await watch(folder)).stdout).toContain('Note: 33 % of the lines are no requests that can be read');
  });

  it('a committed model that is none is a mistake, not a first time', async () => {
    const { folder, write, read } = newWorkplace();
    write('access.log', log(['/']));
    write('load/model.json', '{}');
    const ran = await watch(folder);
    expect(ran.stderr).toContain('load/model.json is no traffic model');
    expect(ran.code).toBe(2);
    expect(read('load/model.json')).toBe('{}');
  });
});
