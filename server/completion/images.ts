/** Names of container images in compose and Kubernetes files, found by their `image:` lines. */
const line = /^\s*(?:-\s*)?image:\s*["']?([\w./:@-]+)["']?\s*(?:#.*)?$/gm;
const maxImages = 500;

/** Without tag and digest, sorted, each once. */
export function imagesIn(texts: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const text of texts) {
    for (const match of text.matchAll(line)) {
      found.add(withoutVersion(match[1]));
      if (found.size >= maxImages) return [...found].sort();
    }
  }
  return [...found].sort();
}

function withoutVersion(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
}
