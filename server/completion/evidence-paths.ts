/** Names of files that may be evidence, and patterns of those that belong together. */

const endings = /\.(json|jsonl|ndjson|sarif|csv|xml|log)(\.gz)?$/i;
/** Files of every other project, which are no reports. */
const others = /^(package(-lock)?|tsconfig(\..+)?|composer|biome|deno|renovate|lerna|turbo|nx|angular)\.json$/i;

export function isEvidenceFile(name: string): boolean {
  return endings.test(name) && !others.test(name);
}

/** `trivy-*.json` for `trivy-a.json` and `trivy-b.json`: names with the same word at the start and the same ending. */
export function patternsOf(names: readonly string[]): readonly { readonly label: string; readonly count: number }[] {
  const found = new Map<string, number>();
  for (const name of names) {
    const parts = /^([\p{L}\p{N}]+[-_.]).*?((?:\.[\p{L}\p{N}]+)+)$/u.exec(name);
    if (parts === null || parts[1].endsWith('.')) continue;
    const label = `${parts[1]}*${parts[2]}`;
    found.set(label, (found.get(label) ?? 0) + 1);
  }
  return [...found].filter(([, count]) => count > 1).map(([label, count]) => ({ label, count }));
}
