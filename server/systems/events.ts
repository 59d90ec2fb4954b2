/** A list of listeners; one that throws does not keep the others from being told. */
export interface Signal<T> {
  on(listener: (value: T) => void): () => void;
  fire(value: T): void;
}

export function createSignal<T>(report: (error: unknown) => void): Signal<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    fire(value) {
      for (const listener of [...listeners]) {
        try {
          listener(value);
        } catch (error) {
          report(error);
        }
      }
    },
  };
}
