/** Feeds among reports: a file that was named as the wrong thing. */

const signs: readonly (readonly [string, RegExp])[] = [
  ['epss', /^(#model_version|cve,epss\b)/i],
  ['kev', /^"?cveID"?,|"catalogVersion"\s*:/],
  ['stix', /^\s*\{[^{[]*"type"\s*:\s*"bundle"/],
];

/** Which feed the content seems to be, by its first letters; null: none. */
export function feedIn(bytes: Uint8Array): string | null {
  const start = new TextDecoder().decode(bytes.subarray(0, 1000));
  return signs.find(([, sign]) => sign.test(start))?.[0] ?? null;
}
