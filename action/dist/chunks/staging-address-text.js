const e=/\{([^{}]*)\}/g,t=new TextEncoder,n=e=>e.replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]/gu,e=>[...t.encode(e)].map(e=>`%${e.toString(16).toUpperCase().padStart(2,`0`)}`).join(``));function r(t){if(!t.startsWith(`/`))return null;let r=[];for(let[,n=``]of t.matchAll(e)){let e=n!==``&&!r.includes(n);r.push(e?n:`${n}${r.length+1}`)}return{literals:t.split(/\{[^{}]*\}/).map(n),parameters:r}}function i(e){return String.raw`/** Words in a host name; a host that says neither is taken for production, too. */
const stagingWord = /(^|[.-])(staging|stage|stg|test|localhost|127\.0\.0\.1)([.:-]|$)/;
const productionWord = /(^|[.-])(prod|production|live|www)([.:-]|$)/;

/** The address to load. Throws, and k6 then sends nothing, unless it is one of a staging environment. */
function stagingAddress() {
  const { BASE_URL = '', STAGING_HOST = '' } = __ENV;
  const match = /^https?:\/\/([a-z0-9.-]+)(:\d+)?\/?$/i.exec(BASE_URL);
  if (match === null) throw new Error('BASE_URL: wanted the address of staging, such as https://staging.example.com');
  const host = match[1].toLowerCase().replace(/\.$/, '');
  /** @type {string[]} */
  const known = ${e};
  if (known.includes(host)) throw new Error('BASE_URL: ' + host + ' is production');
  const declared = STAGING_HOST.toLowerCase().split(/[ ,]+/).includes(host);
  if (!declared && (productionWord.test(host) || !stagingWord.test(host))) {
    throw new Error('BASE_URL: ' + host + ' may be production; if it is not, say so with STAGING_HOST=' + host);
  }
  return BASE_URL.replace(/\/$/, '');
}`}export{r as n,i as t};