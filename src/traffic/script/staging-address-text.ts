/**
 * What every generated script asks before it sends anything: whether its address may be production.
 *
 * @param productionHosts expression of the script that is its list of production’s hosts; never text from outside
 */
export function stagingAddressText(productionHosts: 'productionHosts' | 'settings.productionHosts'): string {
  return String.raw`/** Words in a host name; a host that says neither is taken for production, too. */
const stagingWord = /(^|[.-])(staging|stage|stg|test|localhost|127\.0\.0\.1)([.:-]|$)/;
const productionWord = /(^|[.-])(prod|production|live|www)([.:-]|$)/;

/** The address to load. Throws, and k6 then sends nothing, unless it is one of a staging environment. */
function stagingAddress() {
  const { BASE_URL = '', STAGING_HOST = '' } = __ENV;
  const match = /^https?:\/\/([a-z0-9.-]+)(:\d+)?\/?$/i.exec(BASE_URL);
  if (match === null) throw new Error('BASE_URL: wanted the address of staging, such as https://staging.example.com');
  const host = match[1].toLowerCase().replace(/\.$/, '');
  /** @type {string[]} */
  const known = ${productionHosts};
  if (known.includes(host)) throw new Error('BASE_URL: ' + host + ' is production');
  const declared = STAGING_HOST.toLowerCase().split(/[ ,]+/).includes(host);
  if (!declared && (productionWord.test(host) || !stagingWord.test(host))) {
    throw new Error('BASE_URL: ' + host + ' may be production; if it is not, say so with STAGING_HOST=' + host);
  }
  return BASE_URL.replace(/\/$/, '');
}`;
}
