/** Text that is already escaped for one place (`'html'`, `'markdown'`); only a template of that place makes it. */
export class Inert<Place extends string> {
  readonly place: Place;
  readonly text: string;

  constructor(place: Place, text: string) {
    this.place = place;
    this.text = text;
  }
}

/** What a template may hold: words (escaped), inert text (as it is), lists of both, and nothing. */
export type Part<Place extends string> = string | number | null | false | Inert<Place> | readonly Part<Place>[];

export type Template<Place extends string> = (
  words: TemplateStringsArray,
  ...parts: readonly Part<Place>[]
) => Inert<Place>;

/**
 * Makes a template tag for one place: what stands in the program is taken as it is, whatever is filled in is escaped.
 *
 * @example inertTemplate('html', (text) => text.replaceAll('<', '&lt;'))`<b>${'<i>'}</b>`.text // '<b>&lt;i></b>'
 */
export function inertTemplate<Place extends string>(place: Place, escape: (text: string) => string): Template<Place> {
  const write = (part: Part<Place>): string => {
    if (part instanceof Inert) return part.text;
    if (typeof part === 'string') return escape(part);
    if (typeof part === 'number') return escape(String(part));
    return part === null || part === false ? '' : part.map(write).join('');
  };
  return (words, ...parts) => new Inert(place, words.map((word, index) => word + write(parts[index] ?? null)).join(''));
}
