import stringWidth from 'string-width';
import { terminalText } from '../escape/terminal.ts';
import { wrap } from './wrap.ts';

export interface ScreenOptions {
  /** Whether colours and other signs than ASCII may be used; false for pipes, files and `NO_COLOR`. */
  readonly colour: boolean;
  /** Columns of a line. */
  readonly width: number;
}

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;
export type Style = keyof typeof codes;

/** Below this, wrapping makes text unreadable rather than fitting. */
const narrowest = 50;

/** What the parts of the terminal report write on: it escapes, wraps and colours. */
export class Screen {
  readonly #colour: boolean;
  readonly #width: number;

  constructor({ colour, width }: ScreenOptions) {
    this.#colour = colour;
    this.#width = Math.max(narrowest, Number.isFinite(width) ? Math.floor(width) : narrowest);
  }

  /** Words made harmless, cut to `limit` characters. */
  text(words: string, limit?: number): string {
    return terminalText(words, { ascii: !this.#colour, ...(limit === undefined ? {} : { limit }) });
  }

  /** Colours text that is already harmless and wrapped. */
  style(style: Style, text: string): string {
    if (!this.#colour) return text;
    const [open, close] = codes[style];
    return `\u001B[${open}m${text}\u001B[${close}m`;
  }

  /** Harmless, wrapped lines behind `lead`, which stands before the first; the others are indented as far. */
  block(lead: string, words: string, styles: { readonly lead?: Style; readonly words?: Style } = {}): string[] {
    const indent = stringWidth(lead);
    const lines = wrap(this.text(words), this.#width - indent);
    return lines.map((line, index) => {
      const front = index === 0 ? lead : ' '.repeat(indent);
      return (
        (styles.lead ? this.style(styles.lead, front) : front) + (styles.words ? this.style(styles.words, line) : line)
      );
    });
  }

  /** A cell of a table: harmless text, cut and filled to a width. */
  cell(words: string, width: number, align: 'left' | 'right' = 'left'): string {
    const text = wrap(this.text(words), width)[0] ?? '';
    const fill = ' '.repeat(Math.max(0, width - stringWidth(text)));
    return align === 'left' ? text + fill : fill + text;
  }
}
