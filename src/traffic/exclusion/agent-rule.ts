import { type ExclusionRule } from './rules.ts';

const agents: readonly [ExclusionRule, RegExp][] = [
  [
    'scanner',
    /nikto|sqlmap|\bnmap\b|masscan|zgrab|nuclei|gobuster|dirbuster|dirsearch|feroxbuster|\bffuf\b|wpscan|wfuzz|acunetix|nessus|openvas|netsparker|arachni|w3af|jorgee|zmeu|l9explore|l9tcpid|censysinspect|expanse, a palo alto|internet-measurement|project25499/i,
  ],
  [
    'health-check',
    /^kube-probe\/|ELB-HealthChecker|GoogleHC|Consul Health Check|Amazon-Route53-Health-Check|Envoy\/HC|HAProxy health|check_http\/|Pingdom|UptimeRobot|Uptime-Kuma|StatusCake|Site24x7|Better ?(?:Uptime|Stack)|Blackbox[ -]?Exporter|^Prometheus\/|DatadogSynthetics|NewRelicPinger|^Zabbix/i,
  ],
  // CUBOT is a telephone
  [
    'bot',
    /(?<!cu)bot(?![a-z])|crawl|spider|slurp|facebookexternalhit|mediapartners-google|ia_archiver|archive\.org|bingpreview|headlesschrome|googleother|bytespider|yandex(?:images|metrika)/i,
  ],
];

/**
 * The rule that leaves out the requests of a user agent; null where there is none.
 *
 * @example agentRule('Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)') // 'bot'
 * @example agentRule('kube-probe/1.29') // 'health-check'
 */
export function agentRule(agent: string): ExclusionRule | null {
  return agents.find(([, form]) => form.test(agent))?.[0] ?? null;
}
