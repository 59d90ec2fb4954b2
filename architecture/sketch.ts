/** What a tool's file says of an architecture, by the tool's own keys: nothing named, nothing joined yet. */

export type StrideCategory =
  | 'spoofing'
  | 'tampering'
  | 'repudiation'
  | 'information-disclosure'
  | 'denial-of-service'
  | 'elevation-of-privilege';

export type ElementKind = 'service' | 'store' | 'external';

export interface SketchZone {
  readonly key: string;
  readonly title: string;
  /** Key of the zone around it. */
  readonly parent: string | null;
}

export interface SketchAsset {
  readonly key: string;
  readonly title: string;
  readonly data: 'public' | 'internal' | 'confidential' | 'restricted' | null;
}

export interface SketchElement {
  readonly key: string;
  readonly kind: ElementKind;
  readonly title: string;
  readonly zone: string | null;
  readonly images: readonly string[];
  /** `namespace/kind/name`. */
  readonly workloads: readonly string[];
  readonly hosts: readonly string[];
  /** Keys of assets. */
  readonly holds: readonly string[];
}

export interface SketchFlow {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly over: string | null;
  readonly encrypted: boolean;
  readonly authenticated: boolean;
  readonly carries: readonly string[];
}

/** A threat that the source names. */
export interface SketchThreat {
  readonly key: string;
  readonly title: string;
  readonly stride: readonly StrideCategory[];
  /** Keys of elements and flows. */
  readonly on: readonly string[];
  readonly affects: readonly string[];
  readonly cwe: readonly number[];
}

export interface Sketch {
  readonly title: string | null;
  readonly zones: readonly SketchZone[];
  readonly assets: readonly SketchAsset[];
  readonly elements: readonly SketchElement[];
  readonly flows: readonly SketchFlow[];
  readonly threats: readonly SketchThreat[];
}

export const emptySketch: Sketch = { title: null, zones: [], assets: [], elements: [], flows: [], threats: [] };

/** An element with nothing said of it but what is given. */
export function elementOf(
  given: Pick<SketchElement, 'key' | 'kind' | 'title'> & Partial<SketchElement>,
): SketchElement {
  return { zone: null, images: [], workloads: [], hosts: [], holds: [], ...given };
}

/** A flow with nothing said of it but what is given. */
export function flowOf(given: Pick<SketchFlow, 'from' | 'to'> & Partial<SketchFlow>): SketchFlow {
  const key = `${given.from} to ${given.to}`;
  return { key, over: null, encrypted: false, authenticated: false, carries: [], ...given };
}
