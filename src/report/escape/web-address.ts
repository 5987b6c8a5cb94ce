/**
 * An address that may be linked to: http or https, no credentials, and no character that could end a link in Markdown, HTML or Slack.
 *
 * @returns null where the given text is no such address
 * @example webAddress('https://github.com/a/b/actions/runs/1') // 'https://github.com/a/b/actions/runs/1'
 */
export function webAddress(text: string | null | undefined): string | null {
  const url = URL.parse(text ?? '');
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null;
  url.username = '';
  url.password = '';
  return url.href.replaceAll(
    /[()<>|'"`\\*_~[\]]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
