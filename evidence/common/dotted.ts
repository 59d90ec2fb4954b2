/** Documents of search engines: `container.image.name` may be nested, dotted, or half of each. */
import { type Json, object, text, texts } from '../input/value.ts';

/** The value at a dotted path, however its parts are joined; the deepest nesting is tried first. */
export function dotted(holder: Json | undefined, path: string): Json {
  const members = object(holder);
  if (members === null) return null;
  if (Object.hasOwn(members, path)) return members[path];
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const head = path.slice(0, dot);
    if (!Object.hasOwn(members, head)) continue;
    const found = dotted(members[head], path.slice(dot + 1));
    if (found !== null) return found;
  }
  return null;
}

export function dottedText(holder: Json | undefined, ...paths: readonly string[]): string | null {
  for (const path of paths) {
    const found = texts(dotted(holder, path))[0] ?? text(dotted(holder, path));
    if (found !== null && found !== undefined) return found;
  }
  return null;
}

export function dottedTexts(holder: Json | undefined, ...paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => texts(dotted(holder, path)));
}
