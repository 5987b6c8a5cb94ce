import { createHash } from 'node:crypto';
import { commentText } from '../../traffic/script/js-literal.ts';

const marker = '// Generated, SHA-256 of everything below: ';

/** Settings of a script as JSON, which is JavaScript, too; nothing in it can end a string, a comment or a page’s script. */
function settingsText(settings: object): string {
  const json = JSON.stringify(settings, null, 2);
  return json.replace(
    /[^\n\u0020-\u007e]|<(?=[/!a-z])/gi,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** A generated text under its header; the header’s last line holds the hash of the rest. */
export function withHeader(header: readonly string[], rest: string, comment: '//' | '#'): string {
  const lines = header.map((line) => `${comment} ${commentText(line)}`.trimEnd());
  return `${lines.join('\n')}\n${marker.replace('//', comment)}${hashOf(rest)}\n${rest}`;
}

/**
 * Tells whether a human has changed a generated text below its header: also true where the header itself is gone.
 *
 * @example isEdited('// mine\n') // true
 */
export function isEdited(text: string): boolean {
  const match = /^(?:\/\/|#) Generated, SHA-256 of everything below: ([0-9a-f]{64})\n/m.exec(text);
  return match === null || hashOf(text.slice(match.index + match[0].length)) !== match[1];
}

/** A script of k6: parameters at the top, then code into which nothing of the incident was put. */
export function scriptText(script: {
  readonly header: readonly string[];
  readonly imports: readonly string[];
  readonly settings: object;
  readonly body: readonly string[];
}): string {
  const top = `\n// Parameters: change what your staging needs otherwise. JSON; keep it so.\nconst settings = ${settingsText(script.settings)};\n`;
  return withHeader(script.header, `${script.imports.join('\n')}\n${top}${script.body.join('')}`, '//');
}

/**
 * Reads the parameters of a script.
 *
 * @returns null where they are no JSON any more
 */
export function settingsIn(script: string): Readonly<Record<string, unknown>> | null {
  const json = /^const settings = (\{\n[\s\S]*?\n\});$/m.exec(script)?.[1];
  try {
    const parsed: unknown = JSON.parse(json ?? '');
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : null;
  } catch {
    return null;
  }
}
