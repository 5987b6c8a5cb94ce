import { codeText, kindOfCode } from './path-scanner.ts';

/** Where a segment has so many values that they are one parameter, and which literals it keeps. */
export class CollapseRules {
  readonly #kept = new Map<string, ReadonlySet<string>>();
  /** Templates that are kept where all others of a path are cut short; null where nothing is. */
  #whole: ReadonlySet<string> | null = null;

  /** Segments behind a prefix become a parameter, but for those that are kept. */
  collapse(prefix: string, kept: ReadonlySet<string>): void {
    this.#kept.set(prefix, kept);
  }

  /** Every template but these keeps only its first segment. */
  keepOnly(templates: ReadonlySet<string>): void {
    this.#whole = templates;
  }

  /** Whether templates were cut short. */
  get cutsShort(): boolean {
    return this.#whole !== null;
  }

  /** The template that stands for a template. */
  rename(template: string): string {
    // Declared routes, and what names no route, are no paths.
    if (!template.startsWith('/')) return template;
    const collapsed = this.#kept.size === 0 ? template : this.#applied(template);
    if (this.#whole === null || this.#whole.has(collapsed)) return collapsed;
    const [, first = ''] = collapsed.split('/');
    return this.#whole.has(`/${first}/${codeText('rest')}`) ? `/${first}/${codeText('rest')}` : `/${codeText('rest')}`;
  }

  #applied(template: string): string {
    let prefix = '';
    for (const segment of template.split('/').slice(1)) {
      const kept = this.#kept.get(prefix);
      const isValue = kept !== undefined && segment !== '' && kindOfCode(segment) === null && !kept.has(segment);
      prefix += `/${isValue ? codeText('text') : segment}`;
    }
    return prefix;
  }
}
