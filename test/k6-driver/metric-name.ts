import { ExitError, exitCodes } from './exit-error.ts';

/** A threshold’s metric taken apart as k6 does it: `http_reqs{name:GET /x/{id},scenario:a}`. */
export interface MetricName {
  readonly metric: string;
  readonly tags: ReadonlyMap<string, string>;
}

const unquoted = (text: string) => text.trim().replace(/^["']+|["']+$/g, '');

/**
 * From the first `{` to a `}` that must be the last character; tags are split at every comma, and at their first colon.
 *
 * @throws ExitError 104
 */
export function parseMetricName(name: string): MetricName {
  const [open, close] = [name.indexOf('{'), name.lastIndexOf('}')];
  if (open < 0 && close < 0) return { metric: name, tags: new Map() };
  const wrong = (why: string) => new ExitError(exitCodes.invalidConfig, `metric "${name}": ${why}`);
  if (open < 0 || close < open || close !== name.length - 1) throw wrong('unmatched or misplaced curly brace');
  const tags = name.slice(open + 1, close).split(',');
  const entries = tags.map((tag): [string, string] => {
    const colon = tag.indexOf(':');
    if (colon < 0 || colon === tag.length - 1) throw wrong(`the tag expression "${tag}" is malformed`);
    return [unquoted(tag.slice(0, colon)), unquoted(tag.slice(colon + 1))];
  });
  return { metric: name.slice(0, open), tags: new Map(entries) };
}
