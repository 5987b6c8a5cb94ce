type Environment = Readonly<Record<string, string | undefined>>;

const needed = ['PATH', 'HOME', 'TMPDIR', 'SYSTEMROOT', 'SSL_CERT_FILE', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'];

/**
 * What a script may see of the environment: what a program needs to start, and the variables that are named besides.
 *
 * @example scriptEnvironment({ PATH: '/bin', TOKEN: 'x' }, [])['TOKEN'] // undefined
 */
export function scriptEnvironment(own: Environment, more: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries([...needed, ...more].map((name) => [name, own[name]]));
}
