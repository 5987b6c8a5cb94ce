// Installs what a command needs and the machine lacks, so that a fresh clone needs no other step.
// Plain JavaScript: it runs before anything is installed, on whatever Node the machine has (20 or newer).
//
//   node .github/scripts/prepare.mjs npm          the npm packages of the lock file
//   node .github/scripts/prepare.mjs npm debian   and the Debian packages that the tests start servers and browsers from
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** What the tests start, and the Debian package that holds it. */
const programs = {
  prometheus: 'prometheus',
  promtool: 'prometheus',
  chromium: 'chromium',
  'cmark-gfm': 'cmark-gfm',
  postgres: 'postgresql-15',
};

/** Debian keeps PostgreSQL's programs off the path, one folder a major version. */
const postgresVersions = '/usr/lib/postgresql';

function say(message) {
  process.stderr.write(`prepare: ${message}\n`);
}

function succeeds(command, args, options = {}) {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options }).status === 0;
}

function isOnPath(program) {
  const versions = existsSync(postgresVersions) ? readdirSync(postgresVersions) : [];
  const folders = versions.map((version) => join(postgresVersions, version, 'bin'));
  return [...(process.env.PATH ?? '').split(delimiter), ...folders].some((folder) => existsSync(join(folder, program)));
}

/** The lock file that node_modules was installed from; written after every installation of ours. */
function npmPackages() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).digest('hex');
  const stamp = join(root, 'node_modules', '.tollgate-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return true;
  say('installing npm packages (npm ci) …');
  if (!succeeds('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root })) return false;
  writeFileSync(stamp, digest);
  return true;
}

/** How packages can be installed without a question: as root, or by a sudo that asks for no password; null where not at all. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null;
}

function debianPackages() {
  const missing = Object.keys(programs).filter((program) => !isOnPath(program));
  if (missing.length === 0) return true;
  const prefix = asRoot();
  const packages = [...new Set(missing.map((program) => programs[program]))];
  if (!isOnPath('apt-get') || prefix === null) {
    say(
      `${missing.join(', ')} missing, and no right to install ${packages.join(', ')}: the tests that need them are skipped (under CI=true they fail)`,
    );
    return true;
  }
  say(`installing ${packages.join(', ')} …`);
  const apt = (...args) => {
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    return succeeds(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  apt('update');
  if (!apt('install', '-y', '--no-install-recommends', ...packages))
    say(
      `${packages.join(', ')} could not be installed: the tests that need them are skipped (under CI=true they fail)`,
    );
  return true;
}

const steps = { npm: npmPackages, debian: debianPackages };
for (const name of process.argv.slice(2)) {
  const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
  if (step === undefined) {
    say(`wanted ${Object.keys(steps).join(' or ')}, not "${name}"`);
    process.exit(2);
  }
  if (!step()) process.exit(1);
}
