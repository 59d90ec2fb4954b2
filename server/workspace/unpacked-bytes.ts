/** The bytes of a file as they are, or unpacked where it is gzip: with what every browser and Node bring along. */

/** At most `limit` bytes come out; a small file that unpacks to more is refused as soon as it does. */
export async function unpackedBytes(
  bytes: Uint8Array,
  limit: number,
): Promise<Uint8Array | { readonly problem: string }> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const parts: Uint8Array[] = [];
  let used = 0;
  try {
    const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'));
    const reader = stream.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      used += value.length;
      if (used > limit) {
        await reader.cancel();
        return {
          problem: `The file unpacks to more than ${Math.ceil(limit / (1024 * 1024))} MiB. Leave out what is not needed.`,
        };
      }
      parts.push(value);
    }
  } catch {
    return { problem: 'The file begins as gzip does, but is broken or cut off. Was it written to its end?' };
  }
  const whole = new Uint8Array(used);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
