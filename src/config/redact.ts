const shortest = 4;

/**
 * Replaces every secret of at least four characters by `***`, longest first; also where it stands URL-encoded, in base64
 * (at any of its three alignments, as in `Authorization: Basic`), or escaped for JSON or HTML. A JSON document stays one.
 *
 * @example redactSecrets('token s3cr3t!', ['s3cr3t!']) // 'token ***'
 */
export function redactSecrets(text: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.filter((secret) => secret.length >= shortest).flatMap(formsOf));
  const longestFirst = [...forms].filter((form) => form.length >= shortest).sort((a, b) => b.length - a.length);
  const redacted = strikeOut(text, longestFirst);
  return redacted === text ? text : (redactDocument(text, longestFirst) ?? redacted);
}

/** One after the other: in a single pass a short secret could match first and leave the tail of a longer one behind it. */
function strikeOut(text: string, forms: readonly string[]): string {
  return forms.reduce((redacted, form) => redacted.replaceAll(form, '***'), text);
}

/** A JSON document string by string: a number may look like a secret, and without it the document would be none. Null for other text. */
function redactDocument(text: string, forms: readonly string[]): string | null {
  if (!/^[{[]/.test(text)) return null;
  const redactPart = (_key: string, value: unknown): unknown => {
    if (typeof value === 'string') return strikeOut(value, forms);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [strikeOut(name, forms), part]));
  };
  try {
    const indent = /^[{[]\n( *)/.exec(text)?.[1];
    return JSON.stringify(JSON.parse(text, redactPart), null, indent) + (text.endsWith('\n') ? '\n' : '');
  } catch {
    return null;
  }
}

function formsOf(secret: string): string[] {
  const wellFormed = secret.toWellFormed();
  const encoded = encodeURIComponent(wellFormed);
  const lowerHex = encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const asUrl = [encoded, lowerHex, encodeURI(wellFormed), new URLSearchParams({ s: wellFormed }).toString().slice(2)];
  return [secret, ...asUrl, JSON.stringify(secret).slice(1, -1), escapeHtml(secret), ...base64Forms(secret)];
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The characters that a secret fully decides in the base64 of a longer text, for each of the three places it may begin at. */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor(((offset + bytes.length) * 8) / 6);
    const form = whole.slice(first, last);
    return [form, form.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
