/** What is expected at a place, in words. */

const terminals: Readonly<Record<string, string>> = {
  ID: 'a name',
  STRING: 'a text in quotes',
  NUMBER: 'a number',
  MONEY: 'an amount of money such as `$250k`',
  PERCENT: 'a share such as `10%`',
  DATE: 'a date such as `2026-03-01`',
  CWE: 'a weakness such as `CWE-89`',
  UNIT: 'a unit such as `year`',
  PARAMETER: 'the name of an argument',
  GLUED: 'a number',
  EVIDENCE: '`evidence`',
  EOF: 'the end of the file',
};

/** A token type in words: `a name`, `` `from` ``. */
export function tokenInWords(tokenType: string): string {
  return terminals[tokenType] ?? `\`${tokenType}\``;
}

const quantity = 'a quantity such as `5..15 per year`, `$250k`, `10%` or the name of an estimate';

const rules: Readonly<Record<string, string>> = {
  Estimate: quantity,
  Expression: quantity,
  Sum: quantity,
  Product: quantity,
  Rate: quantity,
  Range: quantity,
  Atom: quantity,
  Quantity: 'a number, an amount of money or a share',
  Share: 'a probability such as `60%..80%`',
  Frequency: 'a rate such as `5..15 per year`, or `{` with its factors',
  Loss: 'an amount of money such as `$250k..$500k`, or `{` with its forms',
  PrimaryLoss: 'an amount of money such as `$250k..$500k`, or `{` with its forms',
  SecondaryLoss: 'an amount of money such as `$250k..$500k`, or `{` with its forms',
  Vulnerability: 'a probability such as `10%..25%`, or `of ELEMENT to AGENT`',
  Source: 'a text in quotes or the name of a citation',
  FeedKind: '`epss`, `kev`, `vex` or `stix`',
};

/** What a rule takes where one of many tokens may stand; undefined where listing them says it better. */
export function expectedInRule(rule: string): string | undefined {
  return rules[rule];
}

/** `a, b or c`. */
export function listed(items: readonly string[], last: 'or' | 'and' = 'or'): string {
  const all = [...new Set(items)];
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} ${last} ${all.at(-1)}`;
}
