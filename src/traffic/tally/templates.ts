import { ByteTable } from '../bytes/byte-table.ts';
import { pathRule } from '../exclusion/path-rule.ts';
import { ruleNumber } from '../exclusion/rules.ts';
import type { LogLine } from '../formats/log-line.ts';
import type { CollapseRules } from '../routing/collapse-rules.ts';
import type { DeclaredRoutes } from '../routing/declared-routes.ts';
import { hidePeople } from '../routing/hide-people.ts';
import { PathScanner } from '../routing/path-scanner.ts';

const limits = { entries: 16_384, bytes: 1 << 20 };

/** Finds the template of each path, and the rule that leaves it out; does more than compare bytes only when a path comes for the first time. */
export class Templates {
  readonly scanner: PathScanner;
  readonly #declared: DeclaredRoutes;
  readonly #number: (template: string) => number;
  readonly #table = new ByteTable(limits);
  readonly #numbers = new Int32Array(limits.entries);
  readonly #rules = new Uint8Array(limits.entries);
  readonly #onlyRefused = new Uint8Array(limits.entries);
  #collapses: readonly CollapseRules[] = [];
  #entry = 0;

  /** @param number gives a template's number by its text */
  constructor(declared: DeclaredRoutes, number: (template: string) => number) {
    this.#declared = declared;
    this.#number = number;
    this.scanner = new PathScanner(declared.literals);
  }

  /** The number of the template of a line's target. */
  lookUp(line: LogLine): number {
    const { scanner } = this;
    scanner.scan(line.source.bytes, line.targetStart, line.targetEnd);
    const before = this.#table.size;
    let entry = this.#table.intern(scanner.template, 0, scanner.length);
    if (entry === -1) {
      this.#table.clear();
      entry = this.#table.intern(scanner.template, 0, scanner.length);
      this.#learn(entry);
    } else if (entry === before) this.#learn(entry);
    this.#entry = entry;
    return this.#numbers[entry] as number;
  }

  /** Number of the rule that leaves out the line last looked up; 0 where there is none. */
  ruleFor(status: number): number {
    if (this.scanner.isAttack) return ruleNumber('attack');
    const rule = this.#rules[this.#entry] as number;
    return rule === 0 || (this.#onlyRefused[this.#entry] === 1 && status > 0 && status < 400) ? 0 : rule;
  }

  /** Forgets the numbers and what was collapsed. */
  clear(): void {
    this.#table.clear();
    this.#collapses = [];
  }

  /** From now on templates are what these rules make of them. */
  collapse(rules: CollapseRules): void {
    this.#collapses = [...this.#collapses, rules];
    this.#table.clear();
  }

  #learn(entry: number): void {
    const { template, length } = this.scanner;
    const path = template.bytes.toString('utf8', 0, length);
    const declared = this.#declared.match(path);
    const rule = declared === null ? pathRule(path) : null;
    this.#rules[entry] = rule === null ? 0 : ruleNumber(rule.rule);
    this.#onlyRefused[entry] = rule?.onlyRefused === true ? 1 : 0;
    const renamed = this.#collapses.reduce((text, rules) => rules.rename(text), declared ?? hidePeople(path));
    this.#numbers[entry] = this.#number(renamed);
  }
}
