import { type Html, markup } from './markup.ts';
import { style } from './style.ts';

/** Nothing is loaded, nothing runs, nothing is sent; only the page's own style applies. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** One self-contained HTML page: no script, no external resource, light and dark, from 400 pixels to paper. */
export function page(title: string, body: Html): string {
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title}</title>
${style}
</head>
<body><main>
${body}
</main></body>
</html>
`.text;
}
