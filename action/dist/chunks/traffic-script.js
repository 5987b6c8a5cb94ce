import{t as e}from"./tool.js";import{t}from"./usage-error.js";import{n,r}from"./format-value.js";import{b as i,d as a,j as o,s,v as c}from"./schemas.js";import{t as l}from"./write-file-whole.js";import{t as u}from"./normal-quantile.js";import{t as d}from"./dist.js";import{i as f,n as p,r as ee,t as m}from"./js-literal.js";import{n as te,t as ne}from"./read-text-file.js";import{n as re,r as h}from"./read-traffic-model.js";import{n as g,t as ie}from"./staging-address-text.js";import{t as ae}from"./refuse-unwritable.js";import{join as _}from"node:path";import{rm as oe}from"node:fs/promises";const se=c(i(),c(i(),s(a())));function v({template:e,queryNames:t,hasBody:n}){return[...e.parameters,...t.map(e=>`?${e}`),...n?[`body`]:[]]}function ce({routes:e},t){let n=new Map(Object.entries(t)),r=e.flatMap(e=>{let t=new Map(Object.entries(n.get(e.name)??{})),r=v(e).map(e=>[e,t.get(e)??[]]);return r.length===0?[]:[[e.name,Object.fromEntries(r)]]});return Object.fromEntries(r)}function le({routes:e},t){let n=new Map(Object.entries(t));return e.flatMap(e=>{let t=new Map(Object.entries(n.get(e.name)??{}));return v(e).filter(e=>!e.startsWith(`?`)&&(t.get(e)??[]).length===0).map(t=>`${e.name}: ${t}${e.kinds.has(t)?` (${e.kinds.get(t)})`:``}`)})}const ue=String.raw`// What the load scripts of this folder have in common. Written by Tollgate; the traffic itself is in routes.js.
//
//   BASE_URL        address of staging, such as https://staging.example.com
//   STAGING_HOST    its host once more (or several), where the name does not say that it is staging
//   AUTHORIZATION   value of the header of that name, where staging wants one
//   SUMMARY         file of the summary (k6-summary.json)
import { sleep } from 'k6';
import { SharedArray } from 'k6/data';
import exec from 'k6/execution';
import http from 'k6/http';
import { productionHosts, routes } from './routes.js';

/**
 * @typedef {object} Route
 * @property {string} name as production calls it
 * @property {string} tag the same as a tag that k6 can select
 * @property {string} method
 * @property {string[]} literals of the path, one more than its parameters
 * @property {string[]} parameters
 * @property {string[]} queryNames
 * @property {boolean} hasBody
 * @property {number} weight requests of production
 */

/** What every script of this folder sets. */
export const common = {
  discardResponseBodies: true,
  maxRedirects: 0, // a redirect may lead to production
  blockHostnames: productionHosts,
  userAgent: 'tollgate-load-test',
  summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'count'],
};

/** Thresholds that always hold: they make k6 write the numbers of every route into its summary. */
export const everyRoute = Object.fromEntries(
  routes.flatMap(({ tag }) => [
    ['http_req_duration{name:' + tag + '}', ['max>=0']],
    ['http_req_failed{name:' + tag + '}', ['rate<=1']],
  ]),
);

/** @type {{ [route: string]: { [need: string]: any[] } }} */
const given = JSON.parse(open('./pools.json'));

/** @param {object} record @param {string} key */
const has = (record, key) => Object.prototype.hasOwnProperty.call(record, key);

/** @param {string} route @param {string} need */
const valuesOf = (route, need) => (has(given, route) && has(given[route], need) ? given[route][need] : []);

/** Values from staging, shared by all virtual users: one list for every parameter, query name and body of every route. */
const pools = routes.map(({ name, parameters, queryNames, hasBody }) => {
  const needs = [...parameters, ...queryNames.map((query) => '?' + query), ...(hasBody ? ['body'] : [])];
  /** @type {Map<string, any[]>} */
  const own = new Map();
  for (const need of needs) own.set(need, new SharedArray(name + ' ' + need, () => valuesOf(name, need)));
  return own;
});

${ie(`productionHosts`)}

/** Refuses to begin where requests could go to production, or would ask for what staging does not have. */
export function setup() {
  const address = stagingAddress();
  const empty = routes.flatMap(({ name }, index) =>
    [...pools[index]].flatMap(([need, values]) => (values.length === 0 && !need.startsWith('?') ? [name + ': ' + need] : [])),
  );
  if (empty.length > 0) {
    throw new Error('pools.json: fill in values that exist in staging for\n  ' + empty.slice(0, 20).join('\n  '));
  }
  return { address };
}

/** @param {any[]} values */
const anyOf = (values) => values[Math.floor(Math.random() * values.length)];

/**
 * The path of one request: parameters are filled from the pools, query names only where there are values for them.
 *
 * @param {Route} route @param {Map<string, any[]>} pool
 */
function pathOf({ literals, parameters, queryNames }, pool) {
  let path = literals[0];
  parameters.forEach((parameter, index) => {
    path += encodeURIComponent(String(anyOf(pool.get(parameter) || ['']))) + literals[index + 1];
  });
  const query = queryNames.flatMap((name) => {
    const values = pool.get('?' + name) || [];
    return values.length === 0 ? [] : [encodeURIComponent(name) + '=' + encodeURIComponent(String(anyOf(values)))];
  });
  return query.length === 0 ? path : path + '?' + query.join('&');
}

/** @param {string} address @param {number} index */
function send(address, index) {
  const route = routes[index];
  const pool = pools[index];
  const body = route.hasBody ? JSON.stringify(anyOf(pool.get('body') || [null])) : null;
  /** @type {{ [name: string]: string }} */
  const headers = route.hasBody ? { 'Content-Type': 'application/json' } : {};
  if (__ENV.AUTHORIZATION) headers.Authorization = __ENV.AUTHORIZATION;
  // Without the tag "name" every id would become a time series of its own.
  http.request(route.method, address + pathOf(route, pool), body, { headers, tags: { name: route.tag } });
}

/**
 * The weights of the routes from one on, added up, to choose one by a number between 0 and 1.
 *
 * @param {number} first
 */
function cumulated(first) {
  let sum = 0;
  const sums = routes.map(({ weight }, index) => (index < first ? 0 : (sum += weight)));
  return { sums, total: sum };
}

const golden = 0.6180339887498949;
const all = cumulated(0);
/** @type {{ sums: number[], total: number } | null} */
let tail = null;

/**
 * Chooses a route by its weight. Steps of the golden ratio fill the circle more evenly than chance does, and the iteration's
 * number is the same test-wide, so that any number of load generators sends the mix of production.
 *
 * @param {{ sums: number[], total: number }} weights @param {number} iteration
 */
function choose({ sums, total }, iteration) {
  const place = ((0.5 + iteration * golden) % 1) * total;
  const index = sums.findIndex((sum) => place < sum);
  return index < 0 ? sums.length - 1 : index;
}

/**
 * One request of the scenario's route.
 *
 * @param {{ address: string }} data
 */
export function sendRoute({ address }) {
  send(address, Number(__ENV.ROUTE));
}

/**
 * One request of the routes that have no scenario of their own.
 *
 * @param {{ address: string }} data
 */
export function sendTail({ address }) {
  tail = tail || cumulated(Number(__ENV.FROM));
  send(address, choose(tail, exec.scenario.iterationInTest));
}

/**
 * One request of any route.
 *
 * @param {{ address: string }} data
 */
export function sendTraffic({ address }) {
  send(address, choose(all, exec.scenario.iterationInTest));
}

/** A log-normal pause, as long as production's visitors take. */
function pause() {
  const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  const seconds = Number(__ENV.PAUSE_MEDIAN) * Math.exp(Number(__ENV.PAUSE_SIGMA) * normal);
  return Math.min(Number(__ENV.PAUSE_LONGEST), seconds);
}

/**
 * One request of a visitor, and the pause after it; visitors do not all come in the same moment.
 *
 * @param {{ address: string }} data
 */
export function visit({ address }) {
  if (exec.vu.iterationInScenario === 0) sleep(Math.random() * pause());
  send(address, choose(all, exec.scenario.iterationInTest));
  sleep(pause());
}

/**
 * Writes everything to a file, which Tollgate reads as a source of its own, and what was crossed to the log.
 *
 * @param {{ metrics: { [name: string]: { thresholds?: { [source: string]: { ok: boolean } } } } }} data
 */
export function handleSummary(data) {
  const crossed = Object.entries(data.metrics).flatMap(([metric, { thresholds = {} }]) =>
    Object.entries(thresholds).flatMap(([threshold, { ok }]) => (ok ? [] : ['  ' + metric + ': ' + threshold])),
  );
  const words = crossed.length === 0 ? 'all thresholds were kept' : 'crossed:\n' + crossed.join('\n');
  return { [__ENV.SUMMARY || 'k6-summary.json']: JSON.stringify(data), stdout: 'load test: ' + words + '\n' };
}
`,de=new TextEncoder,fe=e=>[...de.encode(e)].map(e=>`%${e.toString(16).toUpperCase().padStart(2,`0`)}`).join(``);function pe(e){return e.trim().replace(/[^\u0020-\u007e]|[,"'\\]/gu,fe)}const me=new Set([`GET`,`HEAD`]),he=new Set([`POST`,`PUT`,`PATCH`]),y={mean:1,p99:1},b=({method:e,route:t})=>`${e} ${t}`;function ge({status:e,count:t}){return Object.entries(e).filter(([e])=>e!==`unknown`&&!/^[23]/.test(e)).reduce((e,[,t])=>e+t,0)/t}function x(e,t){return e.template!==`unmatched`&&/^[A-Z]+$/.test(e.method)&&g(e.route)!==null?!me.has(e.method)&&!t.has(b(e))?`write`:e.count>0?null:`rare`:`no-route`}function _e(e,t){let n=b(e);return{name:n,tag:pe(n),method:e.method,template:g(e.route)??{literals:[``],parameters:[]},queryNames:e.queryNames,hasBody:he.has(e.method),count:e.count,share:e.share,perSecond:t*e.share,latency:e.latency,failed:ge(e),kinds:new Map(e.parameters.map(({name:e,kind:t})=>[e,t]))}}function ve(e){let t=e.filter(({latency:e})=>e!==null),n=t.reduce((e,{count:t})=>e+t,0);return n===0?y:{mean:t.reduce((e,{latency:t,count:n})=>e+(t?.mean??0)*n,0)/n,p99:Math.max(...t.map(({latency:e})=>e?.p99??0))}}function ye(e,{runners:t}){return t===`as-needed`?Math.ceil(e/1e3)||1:t??1}function be(e){let t=new Set;return e.map(e=>{let n=e.tag;for(let r=2;t.has(n);r+=1)n=`${e.tag}~${r}`;return t.add(n),{...e,tag:n}})}function xe(e,t){let n=h(e);if(n===null)return null;let r=n.perSecond*t.scale,i=new Set(t.writes),a=e.routes.flatMap(e=>{let t=x(e,i);return t===null?[]:[{name:b(e),share:e.share,why:t}]}),o=e.routes.filter(e=>x(e,i)===null).map(e=>_e(e,r)).sort((e,t)=>t.count-e.count||(e.name<t.name?-1:1)),s=o.reduce((e,t)=>e+t.perSecond,0);return{settings:t,runners:ye(s,t),base:n,perSecond:s,routes:be(o),leftOut:a,latency:ve(o),sessions:e.sessions,dispersion:e.arrivals.dispersion}}const Se=[{timeUnit:`1s`,seconds:1},{timeUnit:`10s`,seconds:10},{timeUnit:`1m`,seconds:60},{timeUnit:`10m`,seconds:600},{timeUnit:`1h`,seconds:3600}];function S(e){let{timeUnit:t,seconds:n}=Se.find(({seconds:t})=>{let n=e*t;return Math.round(n)>=1&&Math.abs(Math.round(n)-n)<=.01*n})??{timeUnit:`1h`,seconds:3600};return{timeUnit:t,rate:Math.max(1,Math.round(e*n))}}const C={med:100,p95:1e3,p99:5e3,failed:200},w=e=>Math.ceil(Math.max(e*1e3*1.3,e*1e3+25));function Ce({latency:e},t){return e===null?[]:[...t>=C.med?[`med<${w(e.p50)}`]:[],...t>=C.p95?[`p(95)<${w(e.p95)}`]:[],...t>=C.p99?[`p(99)<${w(e.p99)}`]:[]]}function we(e,t){let n=Math.floor(t*.99-4);if(n<1)return new Map;let r=Math.min(1,Math.ceil((e.failed+.01)*1e3)/1e3),i=Ce(e,t),a=`{name:${e.tag}}`;return new Map([[`http_reqs${a}`,[`count>=${n}`]],...i.length>0?[[`http_req_duration${a}`,i]]:[],...t>=C.failed?[[`http_req_failed${a}`,[`rate<=${r}`]]]:[]])}function T(e){let t=e.reduce((e,{requests:t})=>e+t,0);return new Map([[`dropped_iterations`,[`count<=${Math.floor(t/1e3)}`]],...e.flatMap(({route:e,requests:t})=>[...we(e,t)])])}function E(e){return e%3600==0?`${e/3600}h`:e%60==0?`${e/60}m`:`${e}s`}function D(e,{mean:t,p99:n}){let r=e*t,i=Math.max(1,Math.ceil(r+3.09*Math.sqrt(r)));return{preAllocatedVUs:i,maxVUs:Math.max(2*i,Math.ceil(e*n*4))}}const O={"1s":1,"10s":10,"1m":60,"10m":600,"1h":3600};function k({tag:e},t){let n=e.toLowerCase().replace(/[^a-z0-9]+/g,`_`).replace(/^_|_$/g,``).slice(0,40);return`r${String(t+1).padStart(2,`0`)}_${n}`}function A(e){let t=e.routes.filter(({perSecond:e})=>e*3600>=25).length;return Math.min(t,e.routes.length>20?19:20)}function j(e,{seconds:t,latency:n}){let r=S(e);return{settings:{executor:`constant-arrival-rate`,...r,duration:E(t),...D(e,n)},requests:t*r.rate/O[r.timeUnit]}}function Te(e){let{runners:t}=e,{seconds:n}=e.settings,r=A(e),i=[],a=e.routes.slice(0,r).map((e,r)=>{let a=e.latency??y,{settings:o,requests:s}=j(e.perSecond,{seconds:n,latency:a});return i.push({route:e,requests:s/t}),{name:k(e,r),comment:`${e.name}: ${Math.round(s)} requests`,settings:{...o,exec:`sendRoute`,env:{ROUTE:String(r)}}}}),o=e.routes.slice(r),s=o.reduce((e,t)=>e+t.perSecond,0);if(o.length>0){let{settings:c,requests:l}=j(s,{seconds:n,latency:e.latency});for(let e of o)i.push({route:e,requests:l*e.perSecond/s/t});a.push({name:`tail`,comment:`the other routes (${o.length}) by their weight: ${Math.round(l)} requests`,settings:{...c,exec:`sendTail`,env:{FROM:String(r)}}})}return{file:`steady.js`,about:[`Steady load: every route at its own constant rate, ${E(n)} long, whatever staging makes of it.`,`Start with this one: it gives each route the requests that a comparison with production needs.`],calls:[...r>0?[`sendRoute`]:[],...o.length>0?[`sendTail`]:[]],scenarios:a,thresholds:T(i)}}function M(e,t){return T(e.routes.map(n=>({route:n,requests:t*n.perSecond/e.perSecond/e.runners})))}function N(e){return e.perSecond/(e.base.perSecond*e.settings.scale)}function P(e){return e*60>=50?{timeUnit:`1m`,seconds:60}:{timeUnit:`1h`,seconds:3600}}function Ee(e,t){return e.reduce((e,[n,r])=>e+n*r/t,0)}const F=1e3,I=e=>`${e} ${e===1?`route`:`routes`}`,L=e=>e.length<=5?e.join(`, `):`${e.slice(0,5).join(`, `)} and ${e.length-5} more`;function De(e){return e>=.1?`${e.toFixed(2)} per second`:e*60>=.1?`${(e*60).toFixed(2)} per minute`:`${(e*3600).toPrecision(3)} per hour`}function Oe(e){let t={write:`not declared safe to write (--write "POST /...")`,"no-route":`no route that could be asked for`,rare:`no requests`};return[...Map.groupBy(e,({why:e})=>e)].map(([e,n])=>`not sent, ${r(n.reduce((e,t)=>e+t.share,0),`share`)} of production's requests, ${t[e]}: ${L(n.map(({name:e})=>e))}`)}const R=e=>e>=.05?e.toFixed(1):e.toPrecision(1);function ke(e){let{scale:t}=e.settings;if(t===1)return[];let n=e.base.perSecond*N(e)*e.latency.mean,i=[`at ${r(t,`share`)} of production's load ${R(n*t)} requests are under way at once, not ${R(n)}: ${t<1?`exhausted pools, lock waits and queues do not show`:`queues show that production does not have`}`],{steps:a}=e.base;if(a===null)return i;let o=Math.max(...a.counts);return[...i,`the largest burst has ${Math.round(o*t*N(e))} requests in ${a.seconds} s, not ${Math.round(o*N(e))}`]}function Ae({settings:e,routes:t,leftOut:n}){let r=new Set([...t,...n].map(({name:e})=>e)),i=e.writes.filter(e=>!r.has(e));return i.length===0?[]:[`declared safe to write, but production got none of it: ${L(i)}`]}function je({dispersion:e}){let{perTenSeconds:t}=e;return t===null?[]:[`steady.js, spike.js and soak.js send evenly; production's requests per 10 s have ${t.toFixed(1)} as variance / mean (1 is chance, 0 is even), which curve.js and burst.js follow`]}function Me(e){let t=e.routes.filter(({perSecond:t})=>t*e.settings.seconds<F),i=e.routes.every(({latency:e})=>e===null),a=e.routes.filter(({queryNames:e})=>e.length>0).length;return[`sends ${r(N(e),`share`)} of production's requests: ${De(e.perSecond)} over ${I(e.routes.length)} (${e.base.from})`,...Oe(e.leftOut),...Ae(e),...ke(e),...je(e),...t.length===0?[]:[`under ${n(F)} requests in ${e.settings.seconds<120?`${e.settings.seconds} s`:`${Math.round(e.settings.seconds/60)} min`}, too few to compare a p95: ${L(t.map(({name:e})=>e))}`],...e.routes.length>A(e)?[`${I(e.routes.length-A(e))} too rare for a scenario of their own, by weight in one together`]:[],...i?[`the log has no durations: virtual users are sized for ${y.mean} s, and no latency threshold is set`]:[],...a===0?[]:[`${I(a)} with query strings, which are sent only where pools.json has values`]]}function Ne({model:e,sha256:t,tool:n}){let{source:r,excluded:i}=e,a=i.map(({rule:e,count:t})=>`${e} ${t}`).join(`, `);return[`Written by ${n.name} ${n.version} from the traffic model ${t}`,`window: ${r.from??`unknown`} to ${r.to??`unknown`}`,`rows:   ${r.lines} lines, ${e.total.count} modelled, ${r.malformed} malformed, ${r.excluded} left out${a===``?``:` (${a})`}`,`log:    ${r.format}: ${r.files.map(({name:e})=>e).join(`, `)}`]}const Pe=e=>e.map(e=>`// ${m(e)}\n`).join(``);function z(e,t){let n=e.routes.map(({name:e,tag:t,method:n,template:r,queryNames:i,hasBody:a,count:o,share:s})=>{let{literals:c,parameters:l}=r,u=f({name:e,tag:t,method:n,literals:c,parameters:l,queryNames:i,hasBody:a,weight:o});return`  // ${m(`${e}: ${(s*100).toFixed(2)} % of production's requests`)}\n  ${u},\n`}),r=e.settings.productionHosts.map(e=>ee(e.toLowerCase()));return[Pe([`What production was asked for. Generated: change the traffic model, not this file.`,...t]),`
/** Hosts that are production: no script sends anything to them. @type {string[]} */
`,`export const productionHosts = [${r.join(`, `)}];\n`,`\n/** @type {import('./tollgate.js').Route[]} */\nexport const routes = [\n${n.join(``)}];\n`].join(``)}function Fe(e){let t=[];for(let n=0;n<e.length;n+=8)t.push(`        ${e.slice(n,n+8).map(([e,t])=>`[${e}, ${t}]`).join(`, `)},\n`);return`      // seconds, iterations per time unit\n      stages: hold([\n${t.join(``)}      ]),\n`}function Ie({name:e,comment:t,settings:n,hold:r}){let i=`    // ${m(t)}\n`;if(r===void 0)return`${i}    ${p(e)}: ${f(n)},\n`;let a=Object.entries(n).map(([e,t])=>`      ${p(e)}: ${f(t)},\n`);return`${i}    ${p(e)}: {\n${a.join(``)}${Fe(r)}    },\n`}function Le(e,t){let{about:n,calls:r,scenarios:i,thresholds:a,options:o={}}=e,s=[...n,`Run: BASE_URL=https://staging.example.com k6 run ${e.file}`,...t],c=[...new Set([`handleSummary`,`setup`,...r])].toSorted().join(`, `),l=Object.entries(o).map(([e,t])=>`  ${p(e)}: ${f(t)},\n`),u=[...a].map(([e,t])=>`    ${p(e)}: ${f(t)},\n`);return[s.map(e=>`// ${m(e)}\n`).join(``),`import { common, everyRoute } from './tollgate.js';\n\nexport { ${c} } from './tollgate.js';\n`,i.some(({hold:e})=>e!==void 0)?`
/**
 * Stages that hold one rate after the other, without a ramp between them.
 *
 * @param {number[][]} rates
 */
function hold(rates) {
  return rates.flatMap(([seconds, target]) => [
    { duration: '0s', target },
    { duration: seconds + 's', target },
  ]);
}
`:``,`\n/** @type {import('k6/options').Options} */\nexport const options = {\n  ...common,\n${l.join(``)}`,`  scenarios: {\n${i.map(Ie).join(``)}  },\n`,`  thresholds: {\n    ...everyRoute,\n${u.join(``)}  },\n};\n`].join(``)}const Re=/^\/\/ (?:load: {3}|writes: |refuses: )/;function B({scale:e,seconds:t,soakSeconds:n,writes:r,productionHosts:i,runners:a}){return[`load:   scale ${e}, ${t} s, soak ${n} s${a===null?``:`, load generators: ${a}`}`,...r.map(e=>`writes: ${e}`),...i.map(e=>`refuses: ${e}`)]}function ze(e,t){let n=e.split(`
`).filter(e=>Re.test(e)),r=B(t).map(e=>`// ${m(e)}`),i=(e,t,n)=>e.filter(e=>!t.includes(e)).map(e=>`${n} ${e.slice(3)}`);return[...i(n,r,`-`),...i(r,n,`+`)]}var Be=d();const V=`tollgate-load`;function Ve({runners:e},t){let n=new Be.Document({apiVersion:`k6.io/v1alpha1`,kind:`TestRun`,metadata:{name:V},spec:{parallelism:e,separate:!0,script:{configMap:{name:`${V}-scripts`,file:`steady.js`}},runner:{envFrom:[{configMapRef:{name:`${V}-target`}},{secretRef:{name:`${V}-credentials`,optional:!0}}]}}});return n.commentBefore=[...t,`kubectl create configmap ${V}-scripts --from-file=.`,`kubectl create configmap ${V}-target --from-literal=BASE_URL=https://staging.example.com`,`kubectl apply -f testrun.yaml`,`Each of the ${e} load generators judges its own thresholds, so their counts are 1/${e} of the whole.`].map(e=>` ${m(e)}`).join(`
`),n.toString({lineWidth:0})}const H=e=>e.reduce((e,t)=>e+t,0);function He(e,t){let n=Array.from({length:Math.max(1,e.length-t+1)},(e,t)=>t).reduce((n,r)=>H(e.slice(r,r+t))>H(e.slice(n,n+t))?r:n);return e.slice(n,n+t)}function Ue({seconds:e,counts:t}){let n=Math.max(1,Math.round(60/e)),r=[];for(let i=0;i<t.length;i+=n){let a=t.slice(i,i+n),o=H(a)/a.length;a.some(e=>Math.abs(e-o)>3*Math.sqrt(Math.max(1,o)))?r.push(...a.map(t=>({seconds:e,perSecond:t/e}))):r.push({seconds:e*a.length,perSecond:o/e})}return r}function U(e,t){let n=N(e)*e.settings.scale,r=Math.max(...t.map(({perSecond:e})=>e))*n,i=P(e.perSecond),a=t.map(({seconds:e,perSecond:t})=>[e,Math.round(t*n*i.seconds)]),o={executor:`ramping-arrival-rate`,startRate:a[0]?.[1]??0,timeUnit:i.timeUnit,...D(r,e.latency),exec:`sendTraffic`},s=Ee(a,i.seconds);return{requests:s,scenario:{name:`traffic`,comment:`${Math.round(s)} requests`,settings:o,hold:a}}}const W=({base:e})=>e.steps!==null&&e.steps.seconds<=60&&e.steps.counts.length>1?e.steps:null;function We(e){let t=W(e);if(t===null)return null;let n=He(t.counts,Math.max(1,Math.round(e.settings.seconds/t.seconds))),{scenario:r,requests:i}=U(e,Ue({...t,counts:n}));return{file:`curve.js`,about:[`The curve of the busiest ${E(n.length*t.seconds)} that production had, minute by minute; ${t.seconds} s at a time where it was bursty.`,`Shows what follows from changes: autoscaling, caches that cool down, pools that grow and shrink.`],calls:[`sendTraffic`],scenarios:[r],thresholds:M(e,i)}}function Ge(e){let t=W(e);if(t===null)return null;let n=Math.min(t.counts.length,Math.round(600/t.seconds)),r=t.counts.indexOf(Math.max(...t.counts)),i=Math.min(Math.max(0,r-Math.floor(n/2)),t.counts.length-n),{scenario:a,requests:o}=U(e,t.counts.slice(i,i+n).map(e=>({seconds:t.seconds,perSecond:e/t.seconds})));return{file:`burst.js`,about:[`The ${E(n*t.seconds)} around production's largest burst, ${t.seconds} s by ${t.seconds} s.`,`Shows queues: connection pools, thread pools, rate limits, retries.`],calls:[`sendTraffic`],scenarios:[a],thresholds:M(e,o)}}const G=2e3;function Ke({p50:e,p95:t,p99:n}){let r=Math.max(.01,e),i=Math.log(Math.max(1,t/r))/u(.95),a=Math.max(r,n),o=Array.from({length:G},(e,t)=>u((t+.5)/G)).reduce((e,t)=>e+Math.min(a,r*Math.exp(i*t)),0)/G,s=e=>Math.round(e*1e3)/1e3;return{median:s(r),sigma:s(i),longest:s(a),mean:o}}const K=.9;function qe(e){let t=e.sessions?.thinkTime??null;if(t===null)return null;let{seconds:n}=e.settings,r=Ke(t),i=r.mean+e.latency.mean,a=Math.max(1,Math.ceil(e.perSecond*i)),o=a/i*n*K,{median:s,sigma:c,longest:l}=r;return{file:`sustained.js`,about:[`Sustained connections: ${a} visitors stay connected for ${E(n)} and pause between requests as production's do.`,`Shows what many open connections cost: file handles, memory per connection, load balancers, keep-alive time-outs.`],calls:[`visit`],options:{noConnectionReuse:!1},scenarios:[{name:`visitors`,comment:`about ${Math.round(o/K)} requests`,settings:{executor:`constant-vus`,vus:a,duration:E(n),exec:`visit`,env:{PAUSE_MEDIAN:String(s),PAUSE_SIGMA:String(c),PAUSE_LONGEST:String(l)}}}],thresholds:M(e,o)}}const Je={"1s":1,"10s":10,"1m":60,"10m":600,"1h":3600},q=.7;function Ye(e){let{steps:t}=e.base;return t===null?0:Math.max(...t.counts)/t.seconds*e.settings.scale*N(e)}function Xe(e){let t=P(e.perSecond),[n,r]=[e.perSecond,Math.max(3*e.perSecond,Ye(e))],[i,a]=[Math.max(1,Math.round(n*t.seconds)),Math.round(r*t.seconds)],o=[{duration:`2m`,target:i},{duration:`10s`,target:a},{duration:`1m`,target:a},{duration:`10s`,target:i},{duration:`5m`,target:i}],s=(i*420+(i+a)/2*20+a*60)/t.seconds;return{file:`spike.js`,about:[`A spike: ${(a/i).toFixed(1)} times the busiest hour for one minute, then five minutes to recover.`,`Shows whether staging sheds load and comes back, or stays down. Crossed latency thresholds are to be read, not feared.`],calls:[`sendTraffic`],scenarios:[{name:`traffic`,comment:`${Math.round(s)} requests`,settings:{executor:`ramping-arrival-rate`,startRate:i,timeUnit:t.timeUnit,stages:o,...D(r,e.latency),exec:`sendTraffic`}}],thresholds:M(e,s)}}function Ze(e,t){let{soakSeconds:n}=e.settings,r=t===null?q*e.perSecond:t.reduce((e,t)=>e+t,0)/24/60*e.settings.scale*N(e),i=r>0?r:q*e.perSecond,a=S(i),o=n*a.rate/Je[a.timeUnit];return{file:`soak.js`,about:[`A soak: ${t===null?`seven tenths of the busiest hour`:`the average of the day`} for ${E(n)}.`,`Shows leaks: memory, connections, file handles, disk, and what only a nightly job meets.`],calls:[`sendTraffic`],scenarios:[{name:`traffic`,comment:`${Math.round(o)} requests`,settings:{executor:`constant-arrival-rate`,...a,duration:E(n),...D(i,e.latency),exec:`sendTraffic`}}],thresholds:M(e,o)}}const J=[`curve.js`,`burst.js`,`sustained.js`,`testrun.yaml`],Qe=[`routes.js`,`tollgate.js`,`pools.json`,`steady.js`,`spike.js`,`soak.js`];function $e(e){let{model:t,settings:n}=e,r=xe(t,n);if(r===null||r.routes.length===0)return null;let i=[...Ne(e),...B(n)],a=Me(r),o=[[`steady.js`,Te(r)],[`curve.js`,We(r)],[`burst.js`,Ge(r)],[`spike.js`,Xe(r)],[`soak.js`,Ze(r,t.arrivals.hourOfDay)],[`sustained.js`,qe(r)]],s=new Map([[`curve.js`,`the log’s times are coarser than a minute`],[`burst.js`,`the log’s times are coarser than a minute`],[`sustained.js`,`the log knows no visitors, or not how long they pause`]]),c=ce(r,e.pools),l=new Map([[`routes.js`,z(r,[...i,...a])],[`tollgate.js`,ue],[`pools.json`,`${JSON.stringify(c,null,2)}\n`]]);for(let[e,t]of o)t!==null&&l.set(e,Le(t,i));return n.runners!==null&&l.set(`testrun.yaml`,Ve(r,i)),{files:l,limits:a,missing:le(r,c),without:o.flatMap(([e,t])=>t===null?[`${e}: ${s.get(e)}`]:[])}}const et=/^(?:\/\/|#).*\bwritten by tollgate\b/im;async function tt(e){let t=await te(e);return t.ok?et.test(t.text.slice(0,2e3))?`us`:`others`:t.reason===`not-found`||t.reason===`source-empty`?`nobody`:`others`}async function Y(e,t){return(await Promise.all(e.map(async e=>({file:e,owner:await tt(e)})))).filter(e=>e.owner===t).map(({file:e})=>e)}async function X(e,n){await ae(`--out`,e);let r=await Y(n.filter(e=>e!==`pools.json`).map(t=>_(e,t)),`others`);if(r.length>0)throw new t(`invalid-option`,`--out: wanted a folder for these scripts alone; ${r.join(`, `)} would be lost`)}async function Z(e,t){let n=[...t.keys()];await X(e,n);for(let[n,r]of t)await l(_(e,n),r);let r=await Y(J.filter(e=>!t.has(e)).map(t=>_(e,t)),`us`);for(let e of r)await oe(e);return{files:n.map(t=>_(e,t)),removed:r}}async function Q({pools:e,folder:n}){let r=e??_(n,`pools.json`),i=await ne(r);if(!i.ok){if(e===void 0&&i.reason===`not-found`)return{};throw new t(`invalid-option`,i.message)}let a=se.safeParse(i.json);if(a.success)return a.data;throw new t(`invalid-option`,`${r}: wanted lists of values by route and parameter, such as {"GET /orders/{id}": {"id": [1, 2]}}\n${o(a.error)}`)}function nt(e,n){let r=e.filter(e=>!n.includes(e));if(r.length===0)return;let i=n.filter(e=>!/^(GET|HEAD) /.test(e)).slice(0,10);throw new t(`invalid-option`,`--write: the model has no route ${r.map(e=>JSON.stringify(e)).join(`, `)}; it has ${i.length===0?`none that writes`:i.join(`, `)}`)}async function $({model:n,sha256:r},i){let{settings:a,mustWrite:o}=i;nt(o,n.routes.map(({method:e,route:t})=>`${e} ${t}`));let s=$e({model:n,settings:a,sha256:r,tool:e,pools:await Q(i)});if(s!==null)return s;throw new t(`invalid-option`,`${i.model} has no request that could be sent: it needs times, and routes that read (GET, HEAD) or are declared safe with --write`)}async function rt(e){let{files:t,...n}=await $(await re(e.model),e);return{...n,...await Z(e.folder,t)}}export{Z as a,ze as c,X as i,$ as n,J as o,rt as r,Qe as s,Q as t};