import { alb } from './alb.ts';
import { combined } from './combined.ts';
import { haproxy } from './haproxy.ts';
import { caddy } from './json/caddy.ts';
import { ecs } from './json/ecs.ts';
import { envoy } from './json/envoy.ts';
import { harEntry } from './json/har-entry.ts';
import { jsonFormat } from './json/json-format.ts';
import { nginxJson } from './json/nginx-json.ts';
import { pino } from './json/pino.ts';
import { traefik } from './json/traefik.ts';
import type { FormatChoice, LineParser, LogFormat } from './log-format.ts';
import { logfmt } from './logfmt.ts';
import { nginxProxyManager } from './nginx-proxy-manager.ts';
import { patternParser } from './pattern.ts';
import { unknown } from './unknown.ts';
import { uwsgi } from './uwsgi.ts';
import { w3c } from './w3c.ts';

/** Formats that detection tries, in order: where two read as many lines, the one that comes first is meant. */
export const detectable: readonly LogFormat[] = [
  combined,
  jsonFormat(caddy),
  jsonFormat(traefik),
  jsonFormat(envoy),
  jsonFormat(pino),
  jsonFormat(ecs),
  jsonFormat(harEntry),
  jsonFormat(nginxJson),
  alb,
  haproxy,
  w3c,
  uwsgi,
  nginxProxyManager,
  logfmt,
];

const byName: ReadonlyMap<string, LogFormat> = new Map(detectable.map((format) => [format.name, format]));

/** A format by its name; what nobody knows reads nothing. */
export function formatOf(name: string): LogFormat {
  return byName.get(name) ?? unknown;
}

/** Makes the parser that was chosen for a file. */
export function parserOf(choice: FormatChoice): LineParser {
  return choice.pattern === null ? formatOf(choice.name).parser(choice) : patternParser([choice.pattern]);
}
