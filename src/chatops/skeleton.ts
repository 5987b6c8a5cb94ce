/** Letters of other alphabets that are drawn like a Latin letter, a digit or a hyphen. */
const drawnAs = new Map(
  Object.entries({
    a: 'аɑα',
    b: 'ЬƄв',
    c: 'сϲⅽ',
    d: 'ԁⅾɗ',
    e: 'еҽε',
    f: 'ғƒ',
    g: 'ɡցğ',
    h: 'һհ',
    i: 'іıɩιӏ',
    j: 'јϳ',
    k: 'кκ',
    l: 'ⅼǀⵏ',
    m: 'мⅿ',
    n: 'ոпη',
    o: 'оοօσ',
    p: 'рρϱ',
    q: 'ԛգ',
    r: 'гᴦ',
    s: 'ѕꜱ',
    t: 'тτ',
    u: 'սυʋц',
    v: 'νѵⅴ',
    w: 'ԝѡω',
    x: 'хχⅹ',
    y: 'уүγ',
    z: 'ᴢʐ',
    '-': '‐‑‒–—―−﹘',
    '/': '⁄∕⧸',
  }).flatMap(([latin, others]) => Array.from(others, (other) => [other, latin] as const)),
);

/** What is drawn as nothing at all. */
const undrawn = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}]/gu;

function plain(letter: string): string {
  const simple = letter.normalize('NFKD').replaceAll(undrawn, '').toLowerCase();
  return Array.from(simple, (one) => drawnAs.get(one) ?? one).join('');
}

/**
 * How a word looks: its letters as the Latin ones that they are drawn like, without what is not drawn, in lower case.
 *
 * @example skeleton('rоllbаck') // 'rollback'
 */
export function skeleton(word: string): string {
  return Array.from(word.normalize('NFKC'), plain).join('');
}

export interface LookAlike {
  readonly letter: string;
  /** "U+043E" */
  readonly code: string;
  /** What it looks like, or "drawn". */
  readonly like: string;
}

/** The letters of a word that are not ASCII and look like a letter that is, or like nothing. */
export function lookAlikes(word: string): LookAlike[] {
  return [...new Set(word)].flatMap((letter) => {
    const like = skeleton(letter);
    if (/^[\u0000-\u007F]$/.test(letter) || !/^[\u0000-\u007F]*$/.test(like)) return [];
    const code = `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    return [{ letter, code, like: like === '' ? 'drawn' : like }];
  });
}
