/** Which system of one version is which of the other. */

export interface Located {
  readonly name: string | null;
  /** The file that declares it; null for the unnamed system. */
  readonly file: string | null;
}

/** By name; what is left by the file that declares it, so that a renamed system stays one. In the order of the head. */
export function pairSystems<T>(
  base: readonly T[],
  head: readonly T[],
  at: (system: T) => Located,
): readonly { readonly base: T | null; readonly head: T | null }[] {
  const left = [...base];
  const partner = new Map<T, T>();
  const pairBy = (same: (a: Located, b: Located) => boolean): void => {
    for (const system of head) {
      if (partner.has(system)) continue;
      const index = left.findIndex((other) => same(at(other), at(system)));
      if (index >= 0) partner.set(system, left.splice(index, 1)[0]);
    }
  };
  pairBy((a, b) => a.name === b.name);
  pairBy((a, b) => a.file !== null && a.file === b.file);
  return [
    ...head.map((system) => ({ base: partner.get(system) ?? null, head: system })),
    ...left.map((system) => ({ base: system, head: null })),
  ];
}
