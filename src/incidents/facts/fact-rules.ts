import type { FactName } from '../incident-facts.ts';
import { bytesIn, numberPattern as n, numberOf, secondsIn } from './number-of.ts';

/** How a fact is found in a sentence: the first pattern that fits, and what its groups mean. */
export interface FactRule {
  readonly fact: FactName;
  /** Headings of an issue form, keys of a front matter, or `Key: value` lines, in lower case. */
  readonly fields: readonly string[];
  readonly patterns: readonly RegExp[];
  /** The value out of the groups of a pattern; in a field, out of all that stands there. */
  readonly value: (groups: Readonly<Record<string, string | undefined>>) => unknown;
}

const per = String.raw`(?:\s*(?:requests?|reqs?|calls?|queries|messages|hits|transactions|jobs))?\s*(?:\/|per|a|each)\s*(?<unit>seconds?|secs?|s|minutes?|mins?|m|hours?|h)\b`;
const perSecond = String.raw`(?<number>${n})\s?(?<multiple>k|thousand|million)?(?:${per}|\s*(?:rps|qps|tps)\b)`;
const time = String.raw`(?<number>${n})\s*(?<unit>milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h|days?)\b`;
/** How long one answer takes: never hours. */
const moment = String.raw`(?<number>${n})\s*(?<unit>milliseconds?|ms|seconds?|secs?|s|minutes?|mins?)\b`;
/** Words up to a number that tell how long it lasted, not how long an answer took: "answered 503 for 40 minutes". */
const notLasting = String.raw`(?:\s+(?!(?:for|during|lasted|lasting|every|since|until|within)\b)\w+){0,5}?`;
const size = String.raw`(?<number>${n})\s*(?<unit>[KMG]i?B|TB|[MG]i)\b`;
const name = String.raw`[A-Za-z_][\w.$-]{0,100}`;
const make = (source: string) => new RegExp(source, 'iu');

type Groups = Parameters<FactRule['value']>[0];
const plain = ({ number = '', multiple }: Groups) => numberOf(number, multiple);
const whole = (groups: Groups) => Math.round(plain(groups));
const rate = (groups: Groups) => plain(groups) / secondsIn(groups['unit'] ?? 's');
const span = ({ number = '', unit = 's' }: Groups) => numberOf(number) * secondsIn(unit);
const word = (groups: Groups) => groups['name']?.trim();

/** Every fact that can be found; patterns are of ours, only what their groups hold is of the incident. */
export const factRules: readonly FactRule[] = [
  {
    fact: 'endpoint',
    fields: ['endpoint', 'route', 'request', 'url path'],
    patterns: [
      /\b(?<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+[`'"]?(?<path>\/[\w\-./{}:~%@+*!$=&?]{0,400})/u,
      /\b(?:endpoint|route|path|requests? to|calls? to)\s+[`'"]?(?<path>\/[\w\-./{}:~%@+]{1,400})/iu,
      /^\s*[`'"]?(?<path>\/[\w\-./{}:~%@+]{1,400})[`'"]?\s*$/u,
    ],
    value: ({ method = 'GET', path = '' }) => ({ method, path: path.replace(/[.,:?!]+$/, '') }),
  },
  {
    fact: 'poolSize',
    fields: ['pool size', 'pool', 'max connections'],
    patterns: [
      make(
        String.raw`\bpool\s*(?:size|limit|maximum)?\s*(?:of|=|:|was|is|has|had|holds|with|at|to)?\s*(?:only |just |size )?(?<number>${n})\b`,
      ),
      make(String.raw`\b(?<number>${n})[\s-]+connections?\b`),
      make(String.raw`\b(?:max_connections|maximumPoolSize|max_pool_size|pool_size)\W{1,5}(?<number>${n})\b`),
      make(String.raw`^\s*(?<number>${n})\s*$`),
    ],
    value: whole,
  },
  {
    fact: 'concurrency',
    fields: ['concurrency', 'concurrent users', 'users'],
    patterns: [
      make(
        String.raw`\b(?<number>${n})\s?(?<multiple>k|thousand|million)?\s+(?:concurrent|simultaneous|parallel|virtual)\b`,
      ),
      make(
        String.raw`\b(?<number>${n})\s?(?<multiple>k|thousand|million)?\s+(?:users?|clients?|devices|requests|workers|sessions)\s+(?:at once|at the same (?:time|moment)|simultaneously|concurrently|in parallel)\b`,
      ),
      make(String.raw`^\s*(?<number>${n})\s?(?<multiple>k)?\s*$`),
    ],
    value: whole,
  },
  {
    fact: 'rateLimit',
    fields: ['rate limit', 'limit', 'quota'],
    patterns: [
      make(
        String.raw`\b(?:limit(?:s|ed)?|quota|allow(?:s|ed)?|throttl\w+|cap(?:ped)?)\b(?:\s+\w+){0,4}?\s*(?:=|:)?\s*${perSecond}`,
      ),
      make(String.raw`${perSecond}(?:\s+\w+){0,3}?\s+(?:limit|quota|allowed)\b`),
      make(String.raw`^\s*${perSecond}`),
    ],
    value: rate,
  },
  {
    fact: 'rate',
    fields: ['rate', 'traffic', 'load', 'requests per second', 'rps'],
    patterns: [
      make(String.raw`(?<!limit(?:ed)?(?: of| to| is| was)? )\b${perSecond}`),
      make(String.raw`^\s*(?<number>${n})\s*$`),
    ],
    value: rate,
  },
  {
    fact: 'duration',
    fields: ['duration', 'lasted'],
    patterns: [
      make(
        String.raw`\b(?:for|after|lasted|within|over|every)\s+(?:about |around |nearly |almost |some |the first )?${time}`,
      ),
      make(String.raw`^\s*${time}`),
    ],
    value: span,
  },
  {
    fact: 'latency',
    fields: ['latency', 'p95', 'p99', 'response time', 'timeout', 'threshold'],
    patterns: [
      make(
        String.raw`\b(?:latency|p9\d|p50|median|timeouts?|response times?|respon\w+|answer\w*|slow\w*|took)\b${notLasting}\s*(?:=|:|<|>)?\s*${moment}`,
      ),
      make(String.raw`\b${moment}(?:\s+\w+){0,2}?\s+(?:latency|timeouts?|delay|to (?:answer|respond))\b`),
      make(String.raw`^\s*${moment}`),
    ],
    value: (groups) => span(groups) * 1000,
  },
  {
    fact: 'errorRate',
    fields: ['error rate', 'errors'],
    patterns: [
      make(String.raw`\berror rate\b(?:\s+\w+){0,4}?\s*(?:=|:)?\s*(?<number>${n})\s*%`),
      make(String.raw`\b(?<number>${n})\s*%(?:\s+\w+){0,5}?\s+(?:failed|errors?|errored|failing|5xx)`),
      make(String.raw`^\s*(?<number>${n})\s*%`),
    ],
    value: (groups) => plain(groups) / 100,
  },
  {
    fact: 'retries',
    fields: ['retries', 'attempts'],
    patterns: [
      make(String.raw`\b(?<number>${n})\s+(?:retries|retry attempts|times more)\b`),
      make(String.raw`\bretr(?:y|ied|ies|ying)\b(?:\s+\w+){0,4}?\s+(?<number>${n})\s*(?:times|x)\b`),
      make(String.raw`^\s*(?<number>${n})\s*$`),
    ],
    value: whole,
  },
  {
    fact: 'memory',
    fields: ['memory', 'memory limit'],
    patterns: [
      make(String.raw`\b(?:memory|heap|rss|ram|oom\w*)\b(?:\s+[\w%]+){0,6}?\s*(?:=|:)?\s*${size}`),
      make(String.raw`\b${size}(?:\s+\w+){0,2}?\s+(?:memory|heap|rss|ram|limit)\b`),
      make(String.raw`^\s*${size}`),
    ],
    value: ({ number = '', unit = '' }) => numberOf(number) * bytesIn(unit),
  },
  {
    fact: 'ttl',
    fields: ['ttl', 'time to live'],
    patterns: [
      make(String.raw`\b(?:TTL|time to live)\b(?:\s+\w+){0,4}?\s*(?:=|:)?\s*${time}`),
      make(String.raw`\bTTL\s*(?:=|:|of|was|is)?\s*(?<number>${n})\b`),
      make(String.raw`^\s*${time}`),
      make(String.raw`^\s*(?<number>${n})\s*$`),
    ],
    value: span,
  },
  {
    fact: 'table',
    fields: ['table'],
    patterns: [
      make(String.raw`\btables?\s+[\x60'"](?<name>${name})[\x60'"]`),
      make(String.raw`[\x60'"](?<name>${name})[\x60'"]\s+table\b`),
      make(String.raw`\b(?:on|of|in|from|to|the)\s+(?:the\s+)?(?<name>[a-z_]\w{1,60})\s+table\b`),
      make(String.raw`\btable\s+(?<name>[a-z]\w*_\w+|[a-z]\w{2,60}s)\b`),
      /\b(?:FROM|UPDATE|INTO|JOIN|ALTER TABLE|LOCK TABLE)\s+(?:ONLY\s+)?"?(?<name>[A-Za-z_][\w.]{0,100})/u,
      make(String.raw`^\s*(?<name>${name})\s*$`),
    ],
    value: word,
  },
  {
    fact: 'query',
    fields: ['query', 'sql', 'statement'],
    patterns: [
      /`(?<name>(?:SELECT|INSERT|UPDATE|DELETE|WITH)\s[^`]{5,1500})`/iu,
      /\b(?<name>SELECT\s(?=.{0,400}\bFROM\s).{5,1500})/u,
      /^\s*(?<name>(?:SELECT|INSERT|UPDATE|DELETE|WITH)\s[\s\S]{5,1500})/iu,
    ],
    value: word,
  },
  {
    fact: 'dependency',
    fields: ['dependency', 'provider', 'upstream', 'third party'],
    patterns: [
      /\b(?:upstream|provider|dependency|third[- ]party(?: service)?|vendor)\s+[`'"]?(?<name>[A-Z][\w.-]{1,60})/u,
      /\b(?:[Tt]he |[Oo]ur )?[`'"]?(?<name>(?![Tt]he |[Oo]ur )[A-Za-z][\w.-]{1,60}(?: [A-Za-z][\w-]{1,40})?)[`'"]? (?:API|provider|gateway)\s+(?:was|were|became|went|is|had|answered|responded|timed|returned)\b/u,
      /^\s*(?<name>[\w][\w .:/-]{0,100})\s*$/u,
    ],
    value: word,
  },
  {
    fact: 'host',
    fields: ['host', 'hostname', 'domain'],
    patterns: [
      /(?<![\w@/.-])(?:https?:\/\/)?(?<name>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}(?!(?:js|ts|md|py|go|rb|java|yml|yaml|json|sql|sh|conf|html|txt|log|toml|lock|exe)\b)[a-z]{2,24})(?![\w(-])(?<!\bgithub\.com)/u,
    ],
    value: word,
  },
  {
    fact: 'variable',
    fields: ['variable', 'setting', 'flag', 'configuration key'],
    patterns: [
      /(?<![\w$])[`'"$]{0,2}(?<name>[A-Z][A-Z0-9]{1,40}(?:_[A-Z0-9]{1,40}){1,8})(?!\w)/u,
      /\b(?:flag|variable|setting|parameter|toggle|option)\s+[`'"](?<name>[A-Za-z_][\w.:-]{1,100})[`'"]/iu,
      /[`'"](?<name>[A-Za-z_][\w.:-]{1,100})[`'"]\s+(?:flag|variable|setting|parameter|toggle|option)\b/iu,
      /^\s*(?<name>[A-Za-z_][\w.:-]{1,100})\s*$/u,
    ],
    value: word,
  },
  {
    fact: 'permission',
    fields: ['permission', 'action', 'grant'],
    patterns: [
      /(?<![\w:/])(?<name>[a-z][a-z0-9-]{1,30}:[A-Z]\w{2,60})(?!\w)/u,
      /\b(?<name>SELECT|INSERT|UPDATE|DELETE|EXECUTE|USAGE|TRUNCATE)\s+(?:permission|privilege|grant|right)s?\b/u,
      /\bGRANT\s+(?<name>SELECT|INSERT|UPDATE|DELETE|EXECUTE|USAGE)\b/u,
      /^\s*(?<name>[\w:.*-]{3,100})\s*$/u,
    ],
    value: word,
  },
];
