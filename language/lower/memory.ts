/** Answers that take long to compute, kept from one lowering to the next by whoever lowers often. */
export type LowerMemory = Map<string, boolean>;

/** More answers than this are those of texts that are long gone. */
const mostAnswers = 20_000;

/** An empty memory. */
export function lowerMemory(): LowerMemory {
  return new Map();
}

/** The answer in memory, or a new one. */
export function rememberIn(memory: LowerMemory, key: string, compute: () => boolean): boolean {
  const known = memory.get(key);
  if (known !== undefined) return known;
  if (memory.size >= mostAnswers) memory.clear();
  const answer = compute();
  memory.set(key, answer);
  return answer;
}
