/** Names of the language from titles of other tools. Upper case at the start, so that none is a word of the language. */

/** `cart-service` → `CartService`, `Web Client` → `WebClient`; empty where nothing can be part of a name. */
export function nameOf(title: string): string {
  const words = title.normalize('NFC').match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
  const name = words.map((word) => word.slice(0, 60).replace(/^\p{L}/u, (letter) => letter.toUpperCase())).join('');
  const cut = [...name].slice(0, 80).join('');
  if (cut === '') return '';
  // A letter without cases stays as it is; a digit or mark needs something before it.
  return /^\p{Lu}/u.test(cut) || (/^\p{L}/u.test(cut) && cut.toLowerCase() === cut.toUpperCase()) ? cut : `X${cut}`;
}

/**
 * Gives each key a name of its own: the plain one, with its kind, then with a number. Same input, same names. `given`:
 * names that somebody has already.
 */
export function namer(given: Iterable<string> = []): (title: string, kind: string) => string {
  const taken = new Set<string>(given);
  return (title, kind) => {
    const plain = nameOf(title) || kind;
    let name = plain;
    for (let n = 1; taken.has(name); n++) name = n === 1 && !plain.endsWith(kind) ? plain + kind : `${plain}${n + 1}`;
    taken.add(name);
    return name;
  };
}
