/**
 * Streams of random numbers that belong to a place in the model: the seed, the owner's name and the path inside it.
 * Which other places exist, and in which order they are drawn, changes nothing.
 */
import seedrandom from 'seedrandom';

/** 128 bits from which every stream of a run is derived. */
export type Seed = readonly [number, number, number, number];

/** What the stream of one place is derived from, for every block of years. */
export type StreamKey = readonly [number, number, number, number];

/** The four words of a xoshiro128** generator; it is advanced in place. */
export type Stream = Int32Array;

/** The seed text as 128 bits. */
export function seedOf(text: string): Seed {
  const generator = seedrandom(text);
  return [generator.int32(), generator.int32(), generator.int32(), generator.int32()];
}

/** Finaliser of MurmurHash3: every bit of the input moves every bit of the output. */
function avalanche(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** One round: mixes `word` into four lanes. */
function absorb(lanes: Int32Array, word: number): void {
  const mixed = avalanche(word);
  const a = Math.imul(lanes[0] ^ mixed, 0x9e3779b1);
  const b = Math.imul(lanes[1] ^ Math.imul(mixed, 0x85ebca77), 0xc2b2ae3d);
  const c = Math.imul(lanes[2] ^ Math.imul(mixed, 0x27d4eb2f), 0x165667b1);
  const d = Math.imul(lanes[3] ^ Math.imul(mixed, 0x2c1b3c6d), 0x297a2d39);
  lanes[0] = b ^ (a >>> 15) ^ (d << 7);
  lanes[1] = c ^ (b >>> 13) ^ (a << 9);
  lanes[2] = d ^ (c >>> 16) ^ (b << 11);
  lanes[3] = a ^ (d >>> 14) ^ (c << 5);
}

function finish(lanes: Int32Array): void {
  for (let round = 0; round < 4; round++) absorb(lanes, round);
  for (let lane = 0; lane < 4; lane++) lanes[lane] = avalanche(lanes[lane]);
}

/** The key of a place. `path` holds the parts of the place's name; parts are kept apart, so that no two paths are one. */
export function streamKey(seed: Seed, ...path: readonly (string | number)[]): StreamKey {
  const lanes = Int32Array.from(seed);
  for (const part of path) {
    const text = String(part);
    absorb(lanes, text.length);
    for (let i = 0; i < text.length; i++) absorb(lanes, text.charCodeAt(i));
  }
  finish(lanes);
  return [lanes[0], lanes[1], lanes[2], lanes[3]];
}

/** A fresh generator for one block of years. */
export function streamFor(key: StreamKey, block: number): Stream {
  const lanes = Int32Array.of(key[0], key[1], key[2], key[3]);
  absorb(lanes, block);
  finish(lanes);
  // The state of all zeros is the only one that xoshiro never leaves.
  if ((lanes[0] | lanes[1] | lanes[2] | lanes[3]) === 0) lanes[0] = 1;
  return lanes;
}

/** The next 32 random bits of xoshiro128** (Blackman and Vigna 2018), as a signed integer. */
export function nextWord(stream: Stream): number {
  const s1 = stream[1];
  const five = Math.imul(s1, 5);
  const result = Math.imul((five << 7) | (five >>> 25), 9);
  const t = s1 << 9;
  const s2 = stream[2] ^ stream[0];
  const s3 = stream[3] ^ s1;
  stream[1] = s1 ^ s2;
  stream[0] ^= s3;
  stream[2] = s2 ^ t;
  stream[3] = (s3 << 11) | (s3 >>> 21);
  return result;
}

/** A number strictly between 0 and 1 with 52 random bits. */
export function nextUniform(stream: Stream): number {
  const high = nextWord(stream) >>> 6;
  const low = nextWord(stream) >>> 6;
  return (high * 67108864 + low + 0.5) / 4503599627370496;
}

/** `count` marks into `into`: numbers strictly between 0 and 1 with 32 random bits each. */
export function fillMarks(stream: Stream, into: Float64Array, count: number): void {
  let s0 = stream[0];
  let s1 = stream[1];
  let s2 = stream[2];
  let s3 = stream[3];
  for (let i = 0; i < count; i++) {
    const five = Math.imul(s1, 5);
    into[i] = ((Math.imul((five << 7) | (five >>> 25), 9) >>> 0) + 0.5) / 4294967296;
    const t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = (s3 << 11) | (s3 >>> 21);
  }
  stream[0] = s0;
  stream[1] = s1;
  stream[2] = s2;
  stream[3] = s3;
}
