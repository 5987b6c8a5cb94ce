import type { LogFormat } from './log-format.ts';
import { patternParser } from './pattern.ts';

/** Nginx Proxy Manager's own format; the one behind it has no duration. */
export const nginxProxyManager: LogFormat = {
  name: 'nginx-proxy-manager',
  reads: 'Nginx Proxy Manager',
  parser: () =>
    patternParser([
      '[$time_local] $upstream_cache_status $upstream_status $status - $request_method $scheme $host "$request_uri" [Client $remote_addr] [Length $body_bytes_sent] [Gzip $gzip_ratio] [Sent-to $server] "$http_user_agent" "$http_referer"',
      '[$time_local] $status - $request_method $scheme $host "$request_uri" [Client $remote_addr] [Length $body_bytes_sent] [Gzip $gzip_ratio] "$http_user_agent" "$http_referer"',
    ]),
};
