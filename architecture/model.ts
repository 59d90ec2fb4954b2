/** An architecture as the language will say it: every part named once, every reference by name. */
import type { ElementKind, SketchAsset, StrideCategory } from './sketch.ts';

export interface Part {
  readonly name: string;
  /** Null where it would only repeat the name. */
  readonly title: string | null;
}

export interface Zone extends Part {
  readonly parent: string | null;
}

export interface Asset extends Part {
  readonly data: SketchAsset['data'];
}

export interface Element extends Part {
  readonly kind: ElementKind;
  readonly zone: string | null;
  readonly images: readonly string[];
  readonly workloads: readonly string[];
  readonly hosts: readonly string[];
  readonly holds: readonly string[];
}

/** One for each pair of ends. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly over: readonly string[];
  readonly encrypted: boolean;
  readonly authenticated: boolean;
  readonly carries: readonly string[];
}

export interface Threat extends Part {
  readonly stride: readonly StrideCategory[];
  /** Names of elements; a flow by its ends is `Frontend to Cart`. */
  readonly on: readonly string[];
  readonly affects: readonly string[];
  readonly cwe: readonly number[];
}

export interface Architecture {
  readonly title: string | null;
  readonly zones: readonly Zone[];
  readonly assets: readonly Asset[];
  readonly elements: readonly Element[];
  readonly flows: readonly Flow[];
  /** Those that the source names. */
  readonly threats: readonly Threat[];
}
