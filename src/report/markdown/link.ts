import { Inert } from '../escape/inert.ts';
import { webAddress } from '../escape/web-address.ts';
import { type Markdown, md } from './md.ts';

/**
 * A link; only its words where the address is none.
 *
 * @example link('run 7', 'https://github.com/a/b').text // '[run 7](https://github.com/a/b)'
 */
export function link(words: string, address: string | null): Markdown {
  const safe = webAddress(address);
  return safe === null ? md`${words}` : new Inert('markdown', `[${md`${words}`.text}](${safe})`);
}
