/** What a format is to this room: how its documents are told, and what they say. */
import type { SourceDocument } from '../input/parse.ts';
import type { Value } from '../input/value.ts';
import type { Sketch, StrideCategory } from '../sketch.ts';

export interface Reader {
  /** As people call it. */
  readonly title: string;
  readonly recognises: (value: Value) => boolean;
  /** All documents of the format together, for they name each other. `environment`: values of the `.env` by folder. */
  readonly read: (documents: readonly SourceDocument[], environment: Environments) => Sketch;
}

/** By folder (empty for the top), the names and values of its `.env`. */
export type Environments = ReadonlyMap<string, ReadonlyMap<string, string>>;

const categories: readonly StrideCategory[] = [
  'spoofing',
  'tampering',
  'repudiation',
  'information-disclosure',
  'denial-of-service',
  'elevation-of-privilege',
];

/** The STRIDE category of a tool's word, `Information disclosure` or `information_disclosure`; null if it is none. */
export function strideOf(word: string | null): StrideCategory | null {
  const plain = word?.toLowerCase().replaceAll(/[^a-z]+/g, '-') ?? '';
  return categories.find((category) => category === plain) ?? null;
}

/** The number in `CWE-79` or `79`; null if it is none. */
export function cweOf(word: string | null): number | null {
  const digits = /^(?:CWE-)?(\d{1,6})$/i.exec(word ?? '')?.[1];
  return digits === undefined || Number(digits) === 0 ? null : Number(digits);
}
