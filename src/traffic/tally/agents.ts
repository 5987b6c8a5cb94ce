import { ByteTable } from '../bytes/byte-table.ts';
import { hashBytes } from '../bytes/hash.ts';
import { agentRule } from '../exclusion/agent-rule.ts';
import { ruleNumber } from '../exclusion/rules.ts';
import type { LogLine } from '../formats/log-line.ts';

const limits = { entries: 8192, bytes: 1 << 20 };
/** Of longer ones the rest says nothing. */
const longest = 1024;

/** Tells of each user agent which rule leaves it out; asks the rules only when one comes for the first time. */
export class Agents {
  readonly #table = new ByteTable(limits);
  readonly #rules = new Uint8Array(limits.entries);
  /** Number of the rule for the agent last looked up; 0 where there is none. */
  rule = 0;
  /** Hash of the agent last looked up. */
  hash = 0;

  lookUp(line: LogLine): void {
    const { source, agentStart } = line;
    const agentEnd = Math.min(line.agentEnd, agentStart + longest);
    const before = this.#table.size;
    const id = this.#table.intern(source, agentStart, agentEnd);
    if (id === before || id === -1) this.rule = this.#ask(source.bytes.toString('latin1', agentStart, agentEnd));
    else this.rule = this.#rules[id] as number;
    if (id === before) this.#rules[id] = this.rule;
    this.hash = id === -1 ? hashBytes(source, agentStart, agentEnd) : this.#table.hashOf(id);
  }

  #ask(agent: string): number {
    const rule = agentRule(agent);
    return rule === null ? 0 : ruleNumber(rule);
  }
}
