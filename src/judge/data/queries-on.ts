import type { Statement } from '../../model/sections/data/server.ts';
import type { DataCatalogue } from '../../model/sections/data.ts';

/** A statement taken apart: the tables it names, and the words behind its first condition or order. */
interface Known {
  readonly statement: Statement;
  readonly words: ReadonlySet<string>;
  readonly conditions: ReadonlySet<string>;
}

/** Which of the known statements read a table, or filter, join, group or sort by a column of it. */
export interface Usage {
  /** False where no statement is known at all: then nothing is said about use. */
  readonly isKnown: boolean;
  readonly ofTable: (table: string) => readonly Statement[];
  readonly ofColumn: (table: string, column: string) => readonly Statement[];
}

const conditionWords = new Set(['where', 'on', 'using', 'having', 'by', 'distinct']);

/** Names as PostgreSQL folds them: quoted ones as they stand, others in small letters. */
function wordsIn(sql: string): string[] {
  const words = sql.match(/"(?:[^"]|"")+"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/g) ?? [];
  return words.map((word) => (word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase()));
}

function takeApart(statement: Statement): Known {
  const words = wordsIn(statement.text);
  const first = words.findIndex((word) => conditionWords.has(word));
  return { statement, words: new Set(words), conditions: new Set(first < 0 ? [] : words.slice(first + 1)) };
}

/**
 * Reads the statements of a catalogue once, so that each table and column is a look-up.
 *
 * A name is taken for a column of every table that the statement names and that has one so called: it may say too much, never too little.
 */
export function queriesOn(statements: DataCatalogue['statements']): Usage {
  const known = (statements ?? []).map(takeApart).sort((a, b) => b.statement.milliseconds - a.statement.milliseconds);
  const byWord = new Map<string, Known[]>();
  for (const one of known) for (const word of one.words) byWord.set(word, [...(byWord.get(word) ?? []), one]);
  const ofTable = (table: string) => byWord.get(table) ?? [];
  return {
    isKnown: known.length > 0,
    ofTable: (table) => ofTable(table).map(({ statement }) => statement),
    ofColumn: (table, column) =>
      ofTable(table).flatMap(({ statement, conditions }) => (conditions.has(column) ? [statement] : [])),
  };
}
