import { Composer, type Document, LineCounter, Parser } from 'yaml';
import { buildTree } from './build-tree.ts';
import { type Mistake, mistakeInFile } from './mistake.ts';
import type { Place } from './place.ts';
import type { MapTree } from './tree.ts';
import { yamlDepth } from './yaml-depth.ts';

const largest = 1024 * 1024;
const deepest = 100;
const mostErrors = 20;

export type Parsed =
  | { readonly ok: true; readonly tree: MapTree }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/**
 * Parses one YAML 1.2 file into values that know their places; every mistake of its syntax at once.
 *
 * The file may come from a stranger: size, depth, aliases and tags are limited before they cost anything.
 */
export function parseTree(file: string, text: string): Parsed {
  const refused = refuse(file, text);
  if (refused !== null) return { ok: false, mistakes: [refused] };
  const lines = new LineCounter();
  const place = (from: number, to: number): Place => placeIn({ file, text, lines }, from, to);
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  if (yamlDepth(tokens) > deepest) {
    // yaml composes recursively: a deeper file ends the process, which cannot be caught.
    return {
      ok: false,
      mistakes: [mistakeInFile(file, `nested more than ${deepest} levels deep`, 'a flat map of settings')],
    };
  }
  // Its own check of duplicate keys is quadratic, so build-tree.ts does that.
  const composer = new Composer({ version: '1.2', uniqueKeys: false, logLevel: 'silent' });
  const documents = [...composer.compose(tokens, true, text.length)];
  const mistakes = documentMistakes(documents, place);
  const contents = documents[0]?.contents;
  if (mistakes.length > 0) return { ok: false, mistakes };
  if (contents === null || contents === undefined) return { ok: false, mistakes: [empty(file)] };
  return buildTree(contents, place);
}

function refuse(file: string, text: string): Mistake | null {
  const size = Buffer.byteLength(text);
  if (size > largest) return mistakeInFile(file, `the file has ${size} bytes`, `at most ${largest} bytes`);
  if (text.trim() === '') return empty(file);
  const zero = text.indexOf('\0');
  if (zero >= 0) return mistakeInFile(file, 'the file holds a NUL character: it is not text', 'a YAML file in UTF-8');
  return null;
}

function empty(file: string): Mistake {
  return mistakeInFile(file, 'the file is empty', 'a map of settings, beginning with "version: 1"');
}

function documentMistakes(documents: readonly Document[], place: (from: number, to: number) => Place): Mistake[] {
  const mistakes: Mistake[] = [];
  for (const error of documents[0]?.errors.slice(0, mostErrors) ?? []) {
    mistakes.push(mistakeInFile(place(...error.pos), lowerFirst(error.message), 'valid YAML 1.2'));
  }
  if (documents[0]?.directives?.yaml.explicit === true && documents[0].directives.yaml.version !== '1.2') {
    mistakes.push(
      mistakeInFile(place(0, 5), 'the file declares another version of YAML', '%YAML 1.2, or no such line'),
    );
  }
  const second = documents[1];
  if (second !== undefined) {
    const [from, to] = second.range ?? [0, 0];
    mistakes.push(mistakeInFile(place(from, to), 'a second document begins here', 'one document in one file'));
  }
  return mistakes;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly lines: LineCounter;
}

function placeIn({ file, text, lines }: Source, from: number, to: number): Place {
  const { line, col } = lines.linePos(from);
  const newline = text.indexOf('\n', from);
  const end = Math.min(to, newline < 0 ? text.length : newline);
  return { file, line, column: col, length: Math.max(1, end - from) };
}
