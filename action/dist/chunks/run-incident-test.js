import{i as e}from"./exit-code.js";import{t}from"./usage-error.js";import"./usual-folder.js";import{r as n,t as r}from"./markdown-text.js";import{n as i}from"./terminal.js";import{t as a}from"./write-file-whole.js";import{t as o}from"./dist.js";import{n as s}from"./incident-class.js";import{n as c,r as l}from"./incident-index.js";import{a as u,i as d,n as ee,r as te,t as f}from"./read-beside.js";import{i as p,n as m,t as h}from"./script-text.js";import{t as ne}from"./write-result.js";import{n as re}from"./incident-issues.js";import{n as ie,t as ae}from"./incident-place.js";import{n as oe,t as se}from"./read-incident.js";import{a as ce,i as le,n as ue,o as de,r as g,s as _}from"./classify.js";import{n as fe,r as pe}from"./read-traffic-model.js";import{n as v,t as me}from"./staging-address-text.js";import{createHash as he}from"node:crypto";import{join as y}from"node:path";const ge=new Map([[`k`,1e3],[`thousand`,1e3],[`m`,1e6],[`million`,1e6]]),b=String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,6})?`;function x(e,t=``){return Number(e.replaceAll(`,`,``))*(ge.get(t.toLowerCase())??1)}const _e=[[/^(?:ms|milli)/,.001],[/^s/,1],[/^min|^m$/,60],[/^h/,3600],[/^d/,86400]];function S(e){return _e.find(([t])=>t.test(e.toLowerCase()))?.[1]??1}const ve=new Map([[`kb`,1e3],[`mb`,1e6],[`gb`,1e9],[`tb`,0xe8d4a51000],[`kib`,2**10],[`ki`,2**10],[`mib`,2**20],[`mi`,2**20],[`gib`,2**30],[`gi`,2**30]]);function ye(e){return ve.get(e.toLowerCase())??1}const be=String.raw`(?:\s*(?:requests?|reqs?|calls?|queries|messages|hits|transactions|jobs))?\s*(?:\/|per|a|each)\s*(?<unit>seconds?|secs?|s|minutes?|mins?|m|hours?|h)\b`,C=String.raw`(?<number>${b})\s?(?<multiple>k|thousand|million)?(?:${be}|\s*(?:rps|qps|tps)\b)`,w=String.raw`(?<number>${b})\s*(?<unit>milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h|days?)\b`,T=String.raw`(?<number>${b})\s*(?<unit>milliseconds?|ms|seconds?|secs?|s|minutes?|mins?)\b`,xe=String.raw`(?:\s+(?!(?:for|during|lasted|lasting|every|since|until|within)\b)\w+){0,5}?`,E=String.raw`(?<number>${b})\s*(?<unit>[KMG]i?B|TB|[MG]i)\b`,D=String.raw`[A-Za-z_][\w.$-]{0,100}`,O=e=>new RegExp(e,`iu`),k=({number:e=``,multiple:t})=>x(e,t),A=e=>Math.round(k(e)),j=e=>k(e)/S(e.unit??`s`),M=({number:e=``,unit:t=`s`})=>x(e)*S(t),N=e=>e.name?.trim(),Se=[{fact:`endpoint`,fields:[`endpoint`,`route`,`request`,`url path`],patterns:[/\b(?<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+[`'"]?(?<path>\/[\w\-./{}:~%@+*!$=&?]{0,400})/u,/\b(?:endpoint|route|path|requests? to|calls? to)\s+[`'"]?(?<path>\/[\w\-./{}:~%@+]{1,400})/iu,/^\s*[`'"]?(?<path>\/[\w\-./{}:~%@+]{1,400})[`'"]?\s*$/u],value:({method:e=`GET`,path:t=``})=>({method:e,path:t.replace(/[.,:?!]+$/,``)})},{fact:`poolSize`,fields:[`pool size`,`pool`,`max connections`],patterns:[O(String.raw`\bpool\s*(?:size|limit|maximum)?\s*(?:of|=|:|was|is|has|had|holds|with|at|to)?\s*(?:only |just |size )?(?<number>${b})\b`),O(String.raw`\b(?<number>${b})[\s-]+connections?\b`),O(String.raw`\b(?:max_connections|maximumPoolSize|max_pool_size|pool_size)\W{1,5}(?<number>${b})\b`),O(String.raw`^\s*(?<number>${b})\s*$`)],value:A},{fact:`concurrency`,fields:[`concurrency`,`concurrent users`,`users`],patterns:[O(String.raw`\b(?<number>${b})\s?(?<multiple>k|thousand|million)?\s+(?:concurrent|simultaneous|parallel|virtual)\b`),O(String.raw`\b(?<number>${b})\s?(?<multiple>k|thousand|million)?\s+(?:users?|clients?|devices|requests|workers|sessions)\s+(?:at once|at the same (?:time|moment)|simultaneously|concurrently|in parallel)\b`),O(String.raw`^\s*(?<number>${b})\s?(?<multiple>k)?\s*$`)],value:A},{fact:`rateLimit`,fields:[`rate limit`,`limit`,`quota`],patterns:[O(String.raw`\b(?:limit(?:s|ed)?|quota|allow(?:s|ed)?|throttl\w+|cap(?:ped)?)\b(?:\s+\w+){0,4}?\s*(?:=|:)?\s*${C}`),O(String.raw`${C}(?:\s+\w+){0,3}?\s+(?:limit|quota|allowed)\b`),O(String.raw`^\s*${C}`)],value:j},{fact:`rate`,fields:[`rate`,`traffic`,`load`,`requests per second`,`rps`],patterns:[O(String.raw`(?<!limit(?:ed)?(?: of| to| is| was)? )\b${C}`),O(String.raw`^\s*(?<number>${b})\s*$`)],value:j},{fact:`duration`,fields:[`duration`,`lasted`],patterns:[O(String.raw`\b(?:for|after|lasted|within|over|every)\s+(?:about |around |nearly |almost |some |the first )?${w}`),O(String.raw`^\s*${w}`)],value:M},{fact:`latency`,fields:[`latency`,`p95`,`p99`,`response time`,`timeout`,`threshold`],patterns:[O(String.raw`\b(?:latency|p9\d|p50|median|timeouts?|response times?|respon\w+|answer\w*|slow\w*|took)\b${xe}\s*(?:=|:|<|>)?\s*${T}`),O(String.raw`\b${T}(?:\s+\w+){0,2}?\s+(?:latency|timeouts?|delay|to (?:answer|respond))\b`),O(String.raw`^\s*${T}`)],value:e=>M(e)*1e3},{fact:`errorRate`,fields:[`error rate`,`errors`],patterns:[O(String.raw`\berror rate\b(?:\s+\w+){0,4}?\s*(?:=|:)?\s*(?<number>${b})\s*%`),O(String.raw`\b(?<number>${b})\s*%(?:\s+\w+){0,5}?\s+(?:failed|errors?|errored|failing|5xx)`),O(String.raw`^\s*(?<number>${b})\s*%`)],value:e=>k(e)/100},{fact:`retries`,fields:[`retries`,`attempts`],patterns:[O(String.raw`\b(?<number>${b})\s+(?:retries|retry attempts|times more)\b`),O(String.raw`\bretr(?:y|ied|ies|ying)\b(?:\s+\w+){0,4}?\s+(?<number>${b})\s*(?:times|x)\b`),O(String.raw`^\s*(?<number>${b})\s*$`)],value:A},{fact:`memory`,fields:[`memory`,`memory limit`],patterns:[O(String.raw`\b(?:memory|heap|rss|ram|oom\w*)\b(?:\s+[\w%]+){0,6}?\s*(?:=|:)?\s*${E}`),O(String.raw`\b${E}(?:\s+\w+){0,2}?\s+(?:memory|heap|rss|ram|limit)\b`),O(String.raw`^\s*${E}`)],value:({number:e=``,unit:t=``})=>x(e)*ye(t)},{fact:`ttl`,fields:[`ttl`,`time to live`],patterns:[O(String.raw`\b(?:TTL|time to live)\b(?:\s+\w+){0,4}?\s*(?:=|:)?\s*${w}`),O(String.raw`\bTTL\s*(?:=|:|of|was|is)?\s*(?<number>${b})\b`),O(String.raw`^\s*${w}`),O(String.raw`^\s*(?<number>${b})\s*$`)],value:M},{fact:`table`,fields:[`table`],patterns:[O(String.raw`\btables?\s+[\x60'"](?<name>${D})[\x60'"]`),O(String.raw`[\x60'"](?<name>${D})[\x60'"]\s+table\b`),O(String.raw`\b(?:on|of|in|from|to|the)\s+(?:the\s+)?(?<name>[a-z_]\w{1,60})\s+table\b`),O(String.raw`\btable\s+(?<name>[a-z]\w*_\w+|[a-z]\w{2,60}s)\b`),/\b(?:FROM|UPDATE|INTO|JOIN|ALTER TABLE|LOCK TABLE)\s+(?:ONLY\s+)?"?(?<name>[A-Za-z_][\w.]{0,100})/u,O(String.raw`^\s*(?<name>${D})\s*$`)],value:N},{fact:`query`,fields:[`query`,`sql`,`statement`],patterns:[/`(?<name>(?:SELECT|INSERT|UPDATE|DELETE|WITH)\s[^`]{5,1500})`/iu,/\b(?<name>SELECT\s(?=.{0,400}\bFROM\s).{5,1500})/u,/^\s*(?<name>(?:SELECT|INSERT|UPDATE|DELETE|WITH)\s[\s\S]{5,1500})/iu],value:N},{fact:`dependency`,fields:[`dependency`,`provider`,`upstream`,`third party`],patterns:[/\b(?:upstream|provider|dependency|third[- ]party(?: service)?|vendor)\s+[`'"]?(?<name>[A-Z][\w.-]{1,60})/u,/\b(?:[Tt]he |[Oo]ur )?[`'"]?(?<name>(?![Tt]he |[Oo]ur )[A-Za-z][\w.-]{1,60}(?: [A-Za-z][\w-]{1,40})?)[`'"]? (?:API|provider|gateway)\s+(?:was|were|became|went|is|had|answered|responded|timed|returned)\b/u,/^\s*(?<name>[\w][\w .:/-]{0,100})\s*$/u],value:N},{fact:`host`,fields:[`host`,`hostname`,`domain`],patterns:[/(?<![\w@/.-])(?:https?:\/\/)?(?<name>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}(?!(?:js|ts|md|py|go|rb|java|yml|yaml|json|sql|sh|conf|html|txt|log|toml|lock|exe)\b)[a-z]{2,24})(?![\w(-])(?<!\bgithub\.com)/u],value:N},{fact:`variable`,fields:[`variable`,`setting`,`flag`,`configuration key`],patterns:[/(?<![\w$])[`'"$]{0,2}(?<name>[A-Z][A-Z0-9]{1,40}(?:_[A-Z0-9]{1,40}){1,8})(?!\w)/u,/\b(?:flag|variable|setting|parameter|toggle|option)\s+[`'"](?<name>[A-Za-z_][\w.:-]{1,100})[`'"]/iu,/[`'"](?<name>[A-Za-z_][\w.:-]{1,100})[`'"]\s+(?:flag|variable|setting|parameter|toggle|option)\b/iu,/^\s*(?<name>[A-Za-z_][\w.:-]{1,100})\s*$/u],value:N},{fact:`permission`,fields:[`permission`,`action`,`grant`],patterns:[/(?<![\w:/])(?<name>[a-z][a-z0-9-]{1,30}:[A-Z]\w{2,60})(?!\w)/u,/\b(?<name>SELECT|INSERT|UPDATE|DELETE|EXECUTE|USAGE|TRUNCATE)\s+(?:permission|privilege|grant|right)s?\b/u,/\bGRANT\s+(?<name>SELECT|INSERT|UPDATE|DELETE|EXECUTE|USAGE)\b/u,/^\s*(?<name>[\w:.*-]{3,100})\s*$/u],value:N}],P={known:!1};function Ce(e,{class:t},n={}){let r=de(e),i=[e.title,e.body,...e.comments].flatMap(e=>ce(e)).filter(we),a=new Map(Se.map(e=>[e.fact,Te(e,r,i)])),o={schema:`tollgate.incident-facts/1`,id:De(n.id??e.id,e),title:e.title.slice(0,500),link:Oe(n.link??e.link),date:ke(e,r),class:t,service:Ae(n.service,e,r)},s=Object.fromEntries(l.map(e=>[e,Ee(e,a.get(e)??null)]));return c.parse({...o,...s})}function we(e){return le(e).some(({role:e})=>e!==`denied`)}function Te(e,t,n){for(let n of e.fields){let r=t.get(n),i=r===void 0?null:F(e,r.replaceAll(/^`{3}\w*\n|`{3}$/g,``));if(i!==null)return i}let r={...e,patterns:e.patterns.filter(({source:e})=>!e.startsWith(`^`))};for(let e of n){let t=F(r,e);if(t!==null)return t}return null}function F({patterns:e,value:t},n){for(let r of e){let e=r.exec(n);if(e!==null)return{value:t(e.groups??{}),evidence:n.slice(0,300)}}return null}function Ee(e,t){if(t===null)return P;let n=c.shape[e].safeParse({known:!0,...t});return n.success?n.data:P}function De(e,{title:t,body:n}){let r=(e??``).replaceAll(/[^A-Za-z0-9_-]+/g,`-`).replace(/^[-_]+/,``).slice(0,64);return r===``?`incident-${he(`sha256`).update(`${t}\n${n}`).digest(`hex`).slice(0,8)}`:r}function Oe(e){return c.shape.link.safeParse(e).success?e:null}function ke({date:e,body:t},n){let r=[n.get(`date`),n.get(`when`),n.get(`started`),e,t];for(let e of r){let t=/\b\d{4}-\d\d-\d\d\b/.exec(e??``)?.[0];if(t!==void 0&&c.shape.date.safeParse(t).success)return t}return null}function Ae(e,t,n){let r=t.labels.map(e=>/^service[:/= ]\s*(.+)$/i.exec(e)?.[1]).find(e=>e!==void 0),i=/\b[Tt]he ([a-z][a-z0-9-]{1,40}) (?:service|api|app|backend)\b/.exec(`${t.title}\n${t.body}`)?.[1];for(let t of[e,n.get(`service`),r,i]){let e=(t??``).toLowerCase().replaceAll(/[^a-z0-9-]+/g,`-`).replaceAll(/^-+|-+$/g,``).slice(0,63);if(e!==``&&t!==void 0&&t.length<100)return e.replace(/-+$/,``)}return`service`}var I=o();function L(e){let t=[],n=``;for(let r of e.split(/\s+/))n!==``&&n.length+r.length>=110&&(t.push(n),n=``),n=n===``?r:`${n} ${r}`;return[...t,n]}function R(e,t){let{id:n,title:r,link:i,date:a}=e;return[`Guard of incident ${n}: ${r}`,`${e.class}, ${e.service}, ${a??`no date`}, ${i??`no link`}`,``,...L(t.why),...t.assumed.length===0?[]:[``,`Not said by the incident, so look here first:`],...t.assumed.flatMap(e=>L(`- ${e}`)),``,...t.run,``]}function z({service:e,class:t},n){return`${e}-${t.replaceAll(`_`,`-`)}.${n}`}const je={certificate:`--target https://…`,dns:`--resolver …`,variables:`--variables … --reference FILE`,permission:`--permissions …`,plan:`--plans …`};function B({facts:e,kind:t,check:n,why:r,assumed:i,dimensions:a,evidence:o}){if(e.class===`unknown`)throw Error(`an incident of unknown class has no guard`);let s=z(e,`yml`),c=[`Run: tollgate incident run ${e.id} ${je[n.kind].replace(`…`,o)}`,`Prove: tollgate incident prove ${e.id} --bad ${o} --good ${o}`],l={schema:`tollgate.guard/1`,incident:e.id,class:e.class,check:n};return{kind:t,files:[{path:s,text:p(R(e,{why:r,assumed:i,run:c}),(0,I.stringify)(l,{lineWidth:0}),`#`)}],why:r,dimensions:a,assumed:i}}const Me=e=>/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i.test(e);function Ne(e){let t=e.host.known&&Me(e.host.value)?e.host.value:null;return B({facts:e,kind:`certificate`,why:`No load finds a date. This reads the dates of every certificate that the server sends, the intermediate ones too, and wants at least 21 days of each: time to renew by hand when the renewal that should have happened did not.`,assumed:t===null?[`the incident names no host: "address" is null, so it is given when the guard is run`]:[],dimensions:[`network`],check:{kind:`certificate`,address:t,serverName:null,days:21},evidence:`HOST:PORT`})}function Pe(e){let t=e.variable.known?e.variable.value:null;return B({facts:e,kind:`parity-rule`,why:`Each environment works with its own settings, so no request in staging shows what another one lacks. This compares names, and values only where the rule says "same": ${t===null?`every variable that the reference has`:`the variable ${t}`} must be there, neither empty nor a placeholder, in the environment that is asked about.`,assumed:[...t===null?[`the incident names no variable: all of the reference's are compared`]:[],`"must: same" for a flag or a value that has to be alike in both environments`],dimensions:[`configuration`],check:{kind:`variables`,rules:[{name:t,must:`present`}]},evidence:`VARIABLES`})}const V=3e3;function H(e,t,n){if(e<=t)return{value:e,assumed:[]};let r=Math.max(1,Math.floor(t));return{value:r,assumed:[`${e} ${n} are more than one machine drives: ${r}; raise it for several`]}}const Fe=new Set([`POST`,`PUT`,`PATCH`]),U=1e3;function W(e){let{literals:t,parameters:n}=v(e.split(/[?#]/)[0]??``)??{literals:[`/`],parameters:[]};return t.reduce((e,t,r)=>`${e}{${n[r-1]?.replace(/[^\w-]/g,`_`)}}${t}`)}function G(e,t){return{method:e,path:W(t),body:Fe.has(e)?{}:null}}const Ie=({template:e,route:t})=>e!==`unmatched`&&v(t)!==null;function Le({traffic:e}){return(e?.routes??[]).filter(e=>Ie(e)&&e.method===`GET`)}function Re(e,t){let n=e.latency.known&&e.class!==`dependency_failure`?Math.round(e.latency.value):1/0;if(n<=1e4)return n;let r=t?.latency?.p99;return r===void 0?null:Math.max(250,Math.round(r*2e3))}function ze(e,{traffic:t}){return e.rate.known?e.rate.value:t===null?null:pe(t)?.perSecond??null}function Be({request:e,from:t}){return[...t===null?[]:[`the incident names no endpoint: ${e.path} is a guess${t}`],...e.body===null?[]:[`the body of the request is empty`],...e.path.includes(`{`)?[`"values" must hold ids that exist in staging`]:[]]}function Ve(e,t){return{limit:e??U,assumedLimit:e===null?[`no limit is known: an answer may take ${U} ms`]:[],rate:t??10,assumedRate:t===null?[`no rate is known: 10 requests per second`]:[]}}const He=e=>({method:`GET`,path:e?.route??`/`});function K(e,t){let n=Le(t),[r]=n,i=e.endpoint.known?e.endpoint.value:null,{method:a,path:o}=i??He(r),s=G(a,o),c=t.traffic?.routes.find(e=>e.method===a&&e.route===o),l=n.find(e=>W(e.route)!==s.path),u=r===void 0?``:`, production's busiest`;return{...Ve(Re(e,c),ze(e,t)),request:s,other:l===void 0?null:G(`GET`,l.route),assumed:Be({request:s,from:i===null?u:null})}}const Ue=String.raw`
/** @typedef {{ method: string, path: string, body: object | null }} Asked */

/** Share of requests that fared as in the incident: its threshold decides. */
const failed = new Rate('guard_failed');
/** Without enough requests, or with requests that reached nobody, the run says nothing. */
const asked = new Counter('guard_asked');
const unreached = new Rate('guard_unreached');

/** @param {string} text such as 90s, 5m or 4h */
function secondsOf(text) {
  const match = /^(\d+(?:\.\d+)?)(s|m|h)$/.exec(text);
  if (match === null) throw new Error('DURATION: wanted a duration such as 90s, 5m or 4h, not ' + text);
  return Number(match[1]) * (match[2] === 'h' ? 3600 : match[2] === 'm' ? 60 : 1);
}

/** DURATION=30s gives a short run: good for trying the script, too short for a slow fault. */
const duration = secondsOf(__ENV.DURATION || settings.duration);
/** Seconds as k6 wants them. @param {number} seconds */
const time = (seconds) => Math.max(1, Math.round(seconds * 1000) / 1000) + 's';

const common = {
  discardResponseBodies: true,
  maxRedirects: 0, // a redirect may lead to production
  blockHostnames: settings.productionHosts,
  userAgent: 'tollgate-incident-guard',
  setupTimeout: '10m',
};
const thresholds = {
  guard_failed: ['rate<=' + settings.tolerated],
  guard_asked: ['count>=' + settings.least],
  guard_unreached: ['rate<0.5'],
};

${me(`settings.productionHosts`)}

/** @param {string} path */
function filled(path) {
  const values = /** @type {any[]} */ (settings.values);
  return path.replace(/\{[^{}]*\}/g, () => encodeURIComponent(String(values[Math.floor(Math.random() * values.length)])));
}

/**
 * One request; an answer that never came has status 0.
 *
 * @param {string} address @param {Asked} request @param {{ [name: string]: string }} more headers
 */
function send(address, { method, path, body }, more = {}) {
  /** @type {{ [name: string]: string }} */
  const headers = Object.assign({}, more);
  if (__ENV.AUTHORIZATION && !headers.Authorization) headers.Authorization = __ENV.AUTHORIZATION;
  if (body !== null) headers['Content-Type'] = 'application/json';
  const sent = body === null ? null : JSON.stringify(body);
  return http.request(method, address + filled(path), sent, { headers, timeout: settings.timeout, tags: { name: method + ' guard' } });
}

/** No such host, refused or blocked: nobody was asked. @param {{ error_code: number }} answer */
const isUnreached = ({ error_code: code }) => (code >= 1100 && code < 1200) || (code >= 1210 && code < 1220 && code !== 1211);

/** Whether an answer is a good one: in time, and no error of the server. @param {any} answer @param {number} limit milliseconds */
const isGood = ({ status, timings }, limit) => status > 0 && status < 500 && status !== 429 && timings.duration <= limit;

/** Counts one answer. @param {any} answer @param {boolean} good */
function count(answer, good) {
  asked.add(1);
  unreached.add(isUnreached(answer));
  failed.add(!good);
}

/** Whether an answer sends the caller to another address, so that this one was not asked. @param {string} address @param {any} answer */
const isElsewhere = (address, { status, headers }) =>
  status >= 300 && status < 400 && /^([a-z]+:)?\/\//i.test(headers.Location || '') && !(headers.Location.toLowerCase() + '/').startsWith(address.toLowerCase() + '/');

/**
 * Asks before any load: a target that does not answer one request of one user would fail for another reason than the incident's.
 *
 * @param {string} address @param {Asked} request
 * @returns {number} milliseconds
 */
function probe(address, request) {
  let said = '';
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const answer = send(address, request);
    const { status, error, timings } = answer;
    const elsewhere = isElsewhere(address, answer);
    if (status >= 200 && status < 400 && !elsewhere) return timings.duration;
    said = status === 0 ? error : 'status ' + status + (elsewhere ? ', a redirect to another address' : '');
    sleep(0.2);
  }
  throw new Error('before any load, ' + request.method + ' ' + request.path + ' gave ' + said + ': this is not what the guard looks for');
}
`,q=[`import { sleep } from 'k6';`,`import http from 'k6/http';`,`import { Counter, Rate } from 'k6/metrics';`];function J(e){let{facts:t,context:n,load:r,why:i,body:a}=e,o=[...r.assumed,...r.assumedLimit,...e.assumed],s=z(t,`js`),c=[`Run: BASE_URL=https://staging.example.com k6 run ${s}`,`  STAGING_HOST=HOST where the name does not say that it is staging; AUTHORIZATION for that header; DURATION=30s for a try`,...e.run??[]],l={incident:t.id,class:t.class,request:r.request,values:[`1`],limit:r.limit,timeout:`${r.limit*2}ms`,tolerated:.05,least:20,productionHosts:n.productionHosts.map(e=>e.toLowerCase()),...e.settings},u=a.includes(`exec.`);return{kind:`k6`,files:[{path:s,text:m({header:R(t,{why:i,assumed:o,run:c}),imports:u?[`import exec from 'k6/execution';`,...q]:q,settings:l,body:[Ue,a]})}],why:i,dimensions:e.dimensions,assumed:o}}const Y=String.raw`
/** @type {import('k6/options').Options} */
export const options = {
  ...common,
  thresholds,
  scenarios: {
    users: { executor: 'constant-vus', vus: settings.users, duration: time(duration), gracefulStop: settings.timeout },
  },
};

export function setup() {
  const address = stagingAddress();
  probe(address, settings.request);
  return { address };
}

/** @param {{ address: string }} data */
export default function ask({ address }) {
  const answer = send(address, settings.request);
  count(answer, isGood(answer, settings.limit));
  sleep(settings.pause);
}
`;function We(e,t){let n=K(e,t),r=e.poolSize.known?e.poolSize.value:100,i=e.concurrency.known?e.concurrency.value:0,a=H(Math.max(r*2,i),V,`users at once`);return J({facts:e,context:t,load:n,why:`A pool runs dry only while more requests hold a connection than it has (${r}); staging never has so many at once. So this is a load of more users than connections, who do not pause, for five minutes: requests may queue, but they must neither fail nor wait for longer than the limit.`,assumed:[...e.poolSize.known?[]:[`the size of the pool is not known: 100`],...a.assumed],dimensions:[`resources`,`latency`,`errors`],settings:{users:a.value,pause:.05,duration:`5m`},body:Y})}const Ge=e=>/^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]*[a-z0-9])?\.)+[a-z0-9-]+$/i.test(e);function Ke(e){let t=e.host.known&&Ge(e.host.value)?e.host.value:null,n=e.ttl.known?Math.min(e.ttl.value,60):60;return B({facts:e,kind:`dns`,why:`Load resolves a name once and keeps it, so it shows neither a name without addresses nor one that is kept for too long. This asks the name's own server: it must have an address, and say that it may be kept for at most ${n} s, which bounds how long a change of address takes.`,assumed:[...t===null?[`the incident names no host: "name" must be filled in`]:[],...e.ttl.known?[]:[`no TTL is known: at most 60 s`]],dimensions:[`network`],check:{kind:`dns`,name:t,type:`A`,least:1,maxTtl:n},evidence:`RESOLVER:PORT`})}function qe(e,t){let n=K(e,t),r=e.table.known?` (${e.table.value})`:``,i=n.request.body===null,a=H(e.concurrency.known?e.concurrency.value:50,V,`users at once`);return J({facts:e,context:t,load:n,why:`Locks meet only where many write to the same rows${r}; test data that gives every user a row of its own never makes them wait. So everybody here sends the same write to the same row: a deadlock shows as a failed request, a lock that is held for too long as a slow one.`,assumed:[...a.assumed,...e.concurrency.known?[]:[`how many write at once is not known: 50`],...i?[`the request must be the one that writes to the hot row`]:[]],dimensions:[`traffic`,`data`,`latency`,`errors`],settings:{users:a.value,pause:.05,duration:`5m`},body:Y})}const[Je,Ye,Xe]=[4,1,12];function Ze(e,t){let n=e.duration.known?Math.min(Xe,Math.max(Ye,e.duration.value/3600)):Je,r=H(e.concurrency.known?e.concurrency.value:50,V,`users at once`);return J({facts:e,context:t,load:K(e,t),why:`A leak shows in no answer until the process dies, so no threshold on latency finds it in time. This is a steady load for hours; what decides is the trend of memory in Prometheus over the run (a rank test for a trend that allows for slow swings, and by how much it grew), asked after the run.`,assumed:[`the query for memory must give one series per process of staging`,...r.assumed],dimensions:[`resources`],settings:{users:r.value,pause:1,duration:Number.isInteger(n)?`${n}h`:`${Math.round(n*60)}m`,memory:{query:`process_resident_memory_bytes{job="${e.service}"}`,skip:.2,growth:.1}},body:Y,run:[`k6 alone cannot tell: tollgate incident prove asks Prometheus, too ($instance in the query is host:port of the target).`]})}function Qe(e){let t=e.permission.known?e.permission.value:null,n=e.table.known?e.table.value:null;return B({facts:e,kind:`permission`,why:`Staging's roles may do more than production's, so that what is refused in production works in staging. This reads the rights that an environment grants: ${t??`the action`} must be allowed, and by nothing denied.`,assumed:[...t===null?[`the incident names no permission: "action" must be filled in`]:[],`"principal" and "resource" narrow the rule to one role and one thing`],dimensions:[`permissions`],check:{kind:`permission`,principal:null,action:t,resource:n??`*`},evidence:`RIGHTS`})}const $e=String.raw`
const client = /** @type {{ header: string, crowd: string, others: string } | null} */ (settings.client);
/** So many that none is missing even where every answer takes its whole time. @param {number} rate */
const enough = (rate) => Math.ceil((rate * settings.limit * 2) / 1000) + 5;
/** @param {string} exec @param {number} rate */
const steady = (exec, rate) => ({
  executor: /** @type {const} */ ('constant-arrival-rate'),
  exec,
  rate,
  timeUnit: '1s',
  duration: time(duration),
  preAllocatedVUs: enough(rate),
  gracefulStop: settings.timeout,
});

/** @type {import('k6/options').Options} */
export const options = {
  ...common,
  thresholds,
  scenarios: {
    crowd: steady('crowd', settings.rate),
    ...(client === null ? {} : { others: steady('others', settings.othersRate) }),
  },
};

export function setup() {
  const address = stagingAddress();
  probe(address, settings.request);
  return { address };
}

/** The client that asks much. Where another one is told apart from it, it may be turned away. @param {{ address: string }} data */
export function crowd({ address }) {
  const answer = send(address, settings.request, client === null ? {} : { [client.header]: client.crowd });
  if (client === null) count(answer, isGood(answer, settings.limit));
}

/** Everybody else. @param {{ address: string }} data */
export function others({ address }) {
  if (client === null) return;
  const answer = send(address, settings.request, { [client.header]: client.others });
  count(answer, isGood(answer, settings.limit));
}
`,X=1.5;function et(e,t){let n=K(e,t),r=e.rateLimit.known?e.rateLimit.value*X:0,{value:i,assumed:a}=H(Math.max(1,Math.round(Math.max(n.rate,r))),V*500/n.limit,`requests per second`);return J({facts:e,context:t,load:n,why:`A limit shows only once as many requests come as in production, and staging's limit is often another one. So this sends ${i} requests per second${e.rateLimit.known?`, about ${X} times what was allowed`:``}. Where "client" tells two clients apart, the one that floods may be turned away (429), and the other one must not; else nobody must.`,assumed:[...a,...e.rateLimit.known?[]:n.assumedRate,...e.rateLimit.known?[]:[`the limit is not known, only the rate that must be answered`],`"client" is null: fill it in where one client's requests must not cost another one's`],dimensions:[`traffic`,`dependencies`,`errors`],settings:{rate:i,othersRate:Math.max(1,Math.round(i/20)),client:null,duration:`2m`},body:$e,run:[`  "client" is such as { "header": "X-Client", "crowd": "noisy", "others": "quiet" }`]})}const tt=String.raw`
/** Shares of the duration: the usual load, the surge, time to recover, and the usual load that is judged. */
const [usual, surge, recovery, judged] = [0.15, 0.15, 0.3, 0.4].map((share) => Math.max(1, share * duration));
/** So many that none is missing even where every attempt of everyone takes its whole time. @param {number} rate */
const enough = (rate) => Math.ceil(rate * (settings.retries + 1) * (settings.limit / 1000 + settings.backoff)) + 5;

/** @param {number} start @param {number} seconds @param {number} rate */
const phase = (start, seconds, rate) => ({
  executor: /** @type {const} */ ('constant-arrival-rate'),
  startTime: Math.round(start * 1000) + 'ms',
  duration: time(seconds),
  rate,
  timeUnit: '1s',
  preAllocatedVUs: enough(rate),
  gracefulStop: time((settings.retries + 1) * (settings.limit / 1000 + settings.backoff) + 1),
});

/** @type {import('k6/options').Options} */
export const options = {
  ...common,
  thresholds,
  scenarios: {
    usual: phase(0, usual, settings.rate),
    surge: phase(usual, surge, settings.surge),
    recovery: phase(usual + surge, recovery, settings.rate),
    judged: phase(usual + surge + recovery, judged, settings.rate),
  },
};

export function setup() {
  const address = stagingAddress();
  probe(address, settings.request);
  return { address };
}

/** A client of the incident: it gives up after the limit and tries again. @param {{ address: string }} data */
export default function ask({ address }) {
  for (let attempt = 0; attempt <= settings.retries; attempt += 1) {
    const answer = send(address, settings.request);
    const good = isGood(answer, settings.limit);
    const isLast = good || attempt === settings.retries;
    if (isLast && exec.scenario.name === 'judged') count(answer, good);
    if (isLast) return;
    sleep(settings.backoff * 2 ** attempt);
  }
}
`;function nt(e,t){let n=K(e,t),r=e.retries.known?e.retries.value:3,i=5*(r+1)*n.limit/1e3,a=H(Math.max(1,Math.round(n.rate)),V/i,`requests per second`);return J({facts:e,context:t,load:n,why:`A load test that asks once per iteration never shows what retries do: they multiply the load just when there is too much of it, and keep it up when its cause is gone. So clients here retry as the incident's did, through a surge of 5 times the usual rate; what is judged is the usual rate after it, which must be answered again.`,assumed:[...n.assumedRate,...a.assumed,...e.retries.known?[]:[`how often clients retry is not known: 3 times`]],dimensions:[`traffic`,`dependencies`,`errors`],settings:{timeout:`${n.limit}ms`,rate:a.value,surge:a.value*5,retries:r,backoff:0,duration:`10m`},body:tt})}const rt=String.raw`
const other = /** @type {Asked | null} */ (settings.other);

/** @type {import('k6/options').Options} */
export const options = {
  ...common,
  thresholds,
  scenarios: {
    dependent: { executor: 'constant-vus', exec: 'dependent', vus: settings.users, duration: time(duration), gracefulStop: settings.timeout },
    ...(other === null
      ? {}
      : { independent: { executor: /** @type {const} */ ('constant-vus'), exec: 'independent', vus: 2, duration: time(duration), gracefulStop: settings.timeout } }),
  },
};

/** @param {string} address @param {'on' | 'off'} state */
function makeSlow(address, state) {
  const fault = /** @type {{ on: Asked, off: Asked } | null} */ (settings.fault);
  if (fault === null) return;
  const { status } = send(address, fault[state]);
  if (status < 200 || status >= 300) throw new Error('settings.fault: ' + fault[state].path + ' answered ' + status + ', so that nothing is slow');
}

export function setup() {
  const address = stagingAddress();
  if (settings.fault === null && __ENV.DEPENDENCY !== 'slow') {
    throw new Error('nothing is slow yet: put Toxiproxy or the like before the dependency and say so with DEPENDENCY=slow, or fill in settings.fault');
  }
  if (other !== null) probe(address, other);
  makeSlow(address, 'on');
  return { address };
}

/** @param {{ address: string }} data */
export function teardown({ address }) {
  makeSlow(address, 'off');
}

/** @param {{ address: string }} data */
export function dependent({ address }) {
  const answer = send(address, settings.request);
  count(answer, isGood(answer, settings.limit));
  sleep(settings.pause);
}

/** @param {{ address: string }} data */
export function independent({ address }) {
  if (other === null) return;
  const answer = send(address, other);
  count(answer, isGood(answer, settings.limit));
  sleep(settings.pause);
}
`;function it(e,t){let n=K(e,t),r=e.dependency.known?e.dependency.value:`the dependency`,i=e.latency.known?Math.round(e.latency.value):3e4,a=H(e.concurrency.known?e.concurrency.value:50,V,`users at once`);return J({facts:e,context:t,load:n,why:`Stand-ins in staging answer at once and never fail, so the code for a slow answer is never run. While ${r} takes ${i} ms or does not answer, requests that need it must end in time (a time-out, a fallback), and requests that do not need it must not notice.`,assumed:[...a.assumed,`"fault" must say how staging makes it slow, or do it by hand and set DEPENDENCY=slow`,...n.other===null?[`no route is known that does not need it: "other" is null`]:[],...e.concurrency.known?[]:[`how many ask at once is not known: 50`]],dimensions:[`dependencies`,`latency`,`errors`],settings:{users:a.value,other:n.other,fault:null,pause:.05,duration:`5m`},body:rt,run:[`  "fault": { "on": REQUEST, "off": REQUEST } with requests such as { "method": "POST", "path": "/fault/on", "body": null }`]})}function at(e){let t=e.table.known?e.table.value:null;return B({facts:e,kind:`query-plan`,why:`On staging's few rows a bad plan is as fast as a good one, so time tells nothing there. This reads the plan that production, or its shadow (query shadow), makes of the query: ${t===null?`no large table may`:`the table ${t} must not`} be read from end to end. A table that is small in the plan proves nothing.`,assumed:[...t===null?[`the incident names no table: any large one counts`]:[],...e.query.known?[]:[`the incident shows no query: choose whose plan is read`]],dimensions:[`data`,`latency`],check:{kind:`plan`,query:null,table:t},evidence:`PLAN`})}const ot=String.raw`
const rounds = Math.max(1, Math.floor(duration / settings.every));

/** @type {import('k6/options').Options} */
export const options = {
  ...common,
  thresholds,
  scenarios: {
    burst: { executor: 'per-vu-iterations', vus: settings.users, iterations: rounds, maxDuration: time(rounds * (settings.every + 30) + 60) },
  },
};

/** Empties the cache: by staging's own request for it, else by waiting until entries are too old. @param {string} address */
function flush(address) {
  const request = /** @type {Asked | null} */ (settings.flush);
  if (request === null) return sleep(settings.ttl + 0.5);
  const { status } = send(address, request);
  if (status < 200 || status >= 300) throw new Error('settings.flush: ' + request.path + ' answered ' + status + ', so that the cache is not empty');
}

export function setup() {
  const address = stagingAddress();
  if (settings.flush === null && !(settings.ttl > 0)) {
    throw new Error('settings.flush or settings.ttl: say how the cache of staging is emptied, or how many seconds its entries live');
  }
  // The best of a few: one answer may be slow for a reason of its own.
  let [warm, cold] = [Infinity, Infinity];
  for (let more = 0; more < 4; more += 1) warm = Math.min(warm, probe(address, settings.request));
  for (let more = 0; more < (settings.flush === null ? 1 : 3); more += 1) {
    flush(address);
    cold = Math.min(cold, probe(address, settings.request));
  }
  if (!(cold > warm)) throw new Error('the first answer after the flush came as fast as one from the cache: it was not emptied');
  return { address, limit: Math.max(settings.limit, cold * settings.factor) };
}

/** @param {number} instant milliseconds since 1970 */
const until = (instant) => sleep(Math.max(0, (instant - Date.now()) / 1000));

/** @param {{ address: string, limit: number }} data */
export default function burst({ address, limit }) {
  const start = exec.scenario.startTime + exec.vu.iterationInScenario * settings.every * 1000;
  until(start);
  if (settings.flush !== null && exec.vu.idInTest === 1) flush(address);
  until(start + settings.lead * 1000);
  const answer = send(address, settings.request);
  count(answer, isGood(answer, limit));
}
`;function st(e,t){let n=K(e,t),r=e.concurrency.known?e.concurrency.value:null,i=e.ttl.known?e.ttl.value:0,a=i<=60?i:0,o=H(r??100,V,`users at once`);return J({facts:e,context:t,load:e.latency.known?n:{...n,limit:100,assumedLimit:[]},why:`A cache that is warm hides what happens when it is not, and an even load never asks for one entry twice in the same moment. So the cache is emptied, and then everybody asks for the same entry at once, again and again. One fill must serve all of them: an answer may take at most 3 times as long as for one user alone.`,assumed:[...r===null?[`how many ask at once is not known: 100`]:[],...o.assumed,a>0?`"flush" is faster than to wait for old entries`:`"flush" must say how staging's cache is emptied`],dimensions:[`traffic`,`latency`],settings:{users:o.value,timeout:`30s`,flush:null,ttl:a,every:Math.max(10,a+1),lead:.3,factor:3,duration:`5m`},body:ot,run:[`  "flush" is a request such as { "method": "POST", "path": "/cache/flush", "body": null }`]})}const Z=new Map([[`connection_pool_exhaustion`,We],[`memory_leak`,Ze],[`thundering_herd`,st],[`retry_storm`,nt],[`lock_contention`,qe],[`slow_query`,at],[`dependency_failure`,it],[`rate_limit`,et],[`dns`,Ke],[`certificate_expiry`,Ne],[`config_change`,Pe],[`permission_denied`,Qe]]);[...Z.keys()];function Q(e,t){return e.class===`unknown`?null:Z.get(e.class)?.(e,t)??null}function ct(e,n){let r=e===null?lt():(0,I.parseDocument)(e),i=e===null?void 0:u(e).incidents.find(({id:e})=>e===n.id),a=r.get(`incidents`);if(!(0,I.isSeq)(a))throw new t(`invalid-incident`,`${d} holds no list of incidents`);let o=ut(i,n);if(e!==null&&i!==void 0&&o.length===0)return e;let s=a.items.find(e=>(0,I.isMap)(e)&&String(e.get(`id`))===n.id);if(s===void 0)a.add(r.createNode(Object.fromEntries(o)));else for(let[e,t]of o)s.set(e,r.createNode(t));return a.flow=!1,r.toString({lineWidth:0})}function lt(){let e=new I.Document({schema:`tollgate.incidents/1`,incidents:[]});return e.commentBefore=` Incidents and the tests that would have caught them. tollgate incident check reads this file; people may edit it.`,e}function ut(e,t){let n=e=>JSON.stringify(e??null),r=new Map(Object.entries(e??{}));return Object.entries(t).filter(([t,i])=>e===void 0&&t!==`waiver`||n(r.get(t))!==n(i))}const dt=3e3;function ft(e,t){let[n,r]=[e.split(`
`).slice(0,dt),t.split(`
`).slice(0,dt)],i=mt(n,r,pt(n,r)),a=i.map((e,t)=>i.slice(Math.max(0,t-3),t+3+1).some(({mark:e})=>e!==` `));return i.flatMap(({mark:e,text:t},n)=>a[n]===!0?[`${e}${t}`]:a[n-1]===!0||n===0?[`…`]:[]).join(`
`)}function pt(e,t){let n=t.length+1,r=new Uint16Array((e.length+1)*n),i=(e,t)=>r[e*n+t]??0;for(let a=e.length-1;a>=0;--a)for(let o=t.length-1;o>=0;--o)r[a*n+o]=e[a]===t[o]?i(a+1,o+1)+1:Math.max(i(a+1,o),i(a,o+1));return i}function mt(e,t,n){let r=[],[i,a]=[0,0];for(;i<e.length&&a<t.length;){let[o=``,s=``]=[e[i],t[a]],c=o===s?` `:n(i+1,a)>=n(i,a+1)?`-`:`+`;r.push({mark:c,text:c===`+`?s:o}),c!==`+`&&(i+=1),c!==`-`&&(a+=1)}let o=(e,t)=>e.map(e=>({mark:t,text:e}));return[...r,...o(e.slice(i),`-`),...o(t.slice(a),`+`)]}const ht=new Set([`concurrency`,`rate`,`duration`,`retries`]);function gt(e){let t=l.flatMap(t=>{let n=e[t];return n.known?[[t,n.value]]:[]});return Object.fromEntries(t)}function _t(e,t){let n=[...t.flatMap(e=>Object.entries(e)).reduce((e,[t,n])=>{let r=e.get(t);return r===void 0||ht.has(t)&&Number(n)>Number(r)?e.set(t,n):e},new Map(Object.entries(gt(e))))].filter(([t,n])=>{let r=e[t];return!r.known||r.value!==n});return c.parse({...e,...Object.fromEntries(n.map(([e,t])=>[e,{known:!0,value:t,evidence:`an earlier incident of this class and service`}]))})}function vt(e,n,r){let i=e.class;if(i===`unknown`)throw new t(`invalid-incident`,`the class of this incident is unknown: say it with --class, a label "root-cause: …" or front matter`);let a=r.index===null?null:u(r.index),o=yt(a,{...e,class:i}),s=_t(e,o.map(({said:e})=>e??{})),c=Q(s,n),l=wt(e,{index:a,guard:c}),f=bt(a,l),p=(c?.files??[]).map(e=>Tt(e,r.file(e.path),f)),m=ct(r.index,l),h=p.flatMap(({write:e})=>e);return{outcome:Et({guard:c,files:p,index:m!==r.index}),entry:l,facts:s,guard:c,write:m===r.index?h:[...h,{path:d,text:m}],proposed:p.flatMap(({proposed:e})=>e),shares:o.map(({id:e})=>e),isProven:te(l,p[0]===void 0?null:ee(p[0].text))}}function yt(e,t){return(e?.incidents??[]).filter(e=>e.class===t.class&&e.service===t.service&&e.id!==t.id)}function bt(e,t){let n=(e?.incidents??[]).filter(e=>e.class===t.class&&e.service===t.service),r=n.find(({id:e})=>e===t.id);return r!==void 0&&n.at(-1)!==r&&JSON.stringify(r.said)===JSON.stringify(t.said)}const xt={guard:null,proof:null,status:`active`,waiver:null};function St(e,t){return(e?.incidents??[]).filter(({guard:e})=>e!==null&&e.file===t).find(({proof:e})=>e!==null)?.proof??null}function Ct(e,t){let n=e?.dimensions??_.get(t)?.dimensions??[];return n.length===0?[`incidents`]:[...n]}function wt(e,{index:t,guard:n}){if(e.class===`unknown`)throw Error(`an incident of unknown class has no entry`);let r=t?.incidents.find(t=>t.id===e.id)??xt,{id:i,link:a,class:o,service:s,date:c}=e,l=n===null?r.guard:{kind:n.kind,file:n.files[0].path};return{id:i,link:a,class:o,service:s,date:c,dimensions:Ct(n,o),guard:l,said:gt(e),proof:r.proof??St(t,l?.file),status:r.status,waiver:r.waiver}}function Tt(e,t,n){return t===null?{write:[e],proposed:[],isNew:!0,text:e.text}:t===e.text||n?{write:[],proposed:[],isNew:!1,text:t}:h(t)?{write:[],proposed:[{path:e.path,diff:ft(t,e.text)}],isNew:!1,text:t}:{write:[e],proposed:[],isNew:!1,text:e.text}}function Et(e){return e.guard===null?`no-guard`:e.files.some(({proposed:e})=>e.length>0)?`kept`:e.files.some(({isNew:e})=>e)?`created`:e.files.some(({write:e})=>e.length>0)||e.index?`updated`:`unchanged`}const Dt=new Map([[`connection_pool_exhaustion`,[`endpoint`,`poolSize`]],[`memory_leak`,[`endpoint`,`memory`]],[`thundering_herd`,[`endpoint`,`concurrency`]],[`retry_storm`,[`endpoint`,`retries`]],[`lock_contention`,[`endpoint`,`concurrency`]],[`slow_query`,[`table`,`query`]],[`dependency_failure`,[`endpoint`,`dependency`,`latency`]],[`rate_limit`,[`endpoint`,`rateLimit`]],[`dns`,[`host`,`ttl`]],[`certificate_expiry`,[`host`]],[`config_change`,[`variable`]],[`permission_denied`,[`permission`]]]);function Ot(e){let t=Dt.get(e.class)??[];return l.filter(n=>t.includes(n)&&!e[n].known)}function kt({said:e,plan:t,folder:n}){return[`## How staging will catch this next time`,``,...At(e),...jt(t,n),...Ot(t.facts).map(e=>`- Not known yet: ${$(e)}. The guard assumes it until somebody says it.`),`- Proof: ${t.isProven?`it failed on the fault and passed without it.`:`**unproven.** ${r(`tollgate incident prove ${t.entry.id} --bad … --good …`)} runs it against both.`}`,"- From then on: the daily validation runs it, and `tollgate incident check` fails where it is missing, skipped or unproven.",``].join(`
`)}function At({class:e,evidence:t}){let i=e===`unknown`?void 0:_.get(e)?.about,[a]=t;return[`- Class: ${r(e)}${i===void 0?``:`. ${n(i)}`}`,...a===void 0?[]:[`- Because it says: “${n(a,300)}”`]]}function jt({guard:e,entry:t,shares:i},a){return e===null||t.guard===null?[`- No guard can be generated for this class: somebody has to write one, or waive it with a date.`]:[`- Guard: ${r(`${a}/${t.guard.file}`)}, ${Mt.get(e.kind)??e.kind}. ${n(e.why,600)}`,...i.length===0?[]:[`- It stands for ${i.map(e=>r(e)).join(`, `)}, too.`],...e.assumed.map(e=>`- Assumed: ${n(e,300)}`)]}const Mt=new Map([[`k6`,`a load test of k6`],[`query-plan`,`an assertion on the query plan`],[`parity-rule`,`a rule of parity between staging and production`],[`certificate`,`a check of the certificate`],[`dns`,`a check of the name and its time to live`],[`permission`,`a check of rights`]]);function $(e){return e.replaceAll(/[A-Z]/g,e=>` ${e.toLowerCase()}`)}function Nt({text:e,class:n}){if(n===void 0)return g(e);let r=ue(n);if(r===void 0)throw new t(`invalid-option`,`--class: wanted one of ${s.join(`, `)}, not "${n}"`);return{...g(e),class:r,confidence:1,evidence:[],why:`given`}}async function Pt(e,t){let{folder:n,traffic:r,productionHosts:i}=t,a={traffic:r,productionHosts:i},o=(Q(e,a)?.files??[]).map(({path:e})=>e),s=new Map(await Promise.all(o.map(async e=>[e,await f(n,e)])));return vt(e,a,{index:await f(n,d),file:e=>s.get(e)??null})}async function Ft(e){let t=Nt(e),n=Ce(e.text,t,e.given),r=await Pt(n,e);if(!e.dryRun)for(let{path:t,text:n}of r.write)await a(y(e.folder,t),n);return{schema:`tollgate.incident-test/1`,outcome:r.outcome,id:n.id,class:n.class,service:n.service,guard:It(r),shares:[...r.shares],written:r.write.map(({path:t})=>y(e.folder,t)),proposed:[...r.proposed],missing:Ot(r.facts).map($),postMortem:kt({said:t,plan:r,folder:e.folder})}}function It({guard:e,entry:t}){return e===null||t.guard===null?null:{kind:e.kind,file:t.guard.file,why:e.why,assumed:[...e.assumed]}}const Lt={created:`A new guard`,updated:`The guard is brought up to date`,unchanged:`Everything is there already`,kept:`A person changed this guard: it stays as it is, and the difference is proposed`,"no-guard":`No guard can be generated for this class: write one, or waive the incident with a date`};async function Rt(t,n){let r=await ae(t),a=t.text(`traffic`)??r?.traffic,o=t.flag(`dry-run`),s=await Ft({text:await zt(t,n),class:t.text(`class`),given:{id:t.text(`id`),link:t.text(`link`),service:t.text(`service`)},traffic:a===void 0?null:(await fe(a)).model,productionHosts:[...t.list(`production-host`),...r?.productionHosts??[]],folder:t.text(`folder`)??r?.folder??`load-tests/incidents`,dryRun:o});return await ne(s,t,n),await Bt(s,t,n),n.say(Vt(s,o).map(i).join(`
`)),s.outcome===`no-guard`?e.inconclusive:e.done}async function zt(e,n){let[r,i]=[e.text(`issue`),e.arguments[0]];if(r===void 0)return se(i??`-`);if(i!==void 0)throw new t(`invalid-option`,`--issue ${r} and ${i}: wanted one of them`);if(!/^[1-9]\d{0,8}$/.test(r))throw new t(`invalid-option`,`--issue: wanted the number of an issue, not "${r}"`);let a=await re(await ie(e,n),Number(r));return oe(JSON.stringify(a))}async function Bt({postMortem:e},t,n){let r=t.text(`post-mortem`);if(r!==void 0){if(r!==`-`)return a(r,e);n.reserveResult(),n.result(e)}}function Vt(e,t){let{guard:n,written:r,proposed:i,missing:a,shares:o}=e;return[`${Lt[e.outcome]}: ${e.class}, ${e.service}, incident ${e.id}`,...n===null?[]:[`Guard: ${n.file} (${n.kind}). ${n.why}`],...(n?.assumed??[]).map(e=>`  assumed: ${e}`),...a.map(e=>`  not known: ${e}`),...o.map(e=>`  stands for incident ${e}, too`),...r.map(e=>`${t?`Would be written`:`Written`}: ${e}`),...i.flatMap(({path:e,diff:t})=>[`Proposed for ${e}:`,...t.split(`
`).map(e=>`  ${e}`)]),...e.outcome===`no-guard`?[]:[`Next: tollgate incident prove ${e.id} --bad … --good …`]]}export{Rt as runIncidentTest};