/**
 * What the server says beyond LSP, by method name. The server never pushes figures: it sends the small notice
 * `risk/figuresChanged`, and whoever shows them asks again.
 */
import type { FindingsListing } from './evidence.ts';
import type { ReportSystem } from './report.ts';

/** Notice to the client: figures of these systems are new (`fresh`) or being computed (`stale`). */
export const figuresChanged = 'risk/figuresChanged';
export interface FiguresChangedParams {
  readonly systems: readonly { readonly id: string; readonly state: 'stale' | 'fresh' }[];
}

/** Request: the systems that the server knows. */
export const listSystems = 'risk/systems';
export interface SystemSummary {
  /** Stable within a session: URI of the system's folder. */
  readonly id: string;
  readonly name: string | null;
  readonly title: string | null;
  /** URI of the file that declares it. */
  readonly uri: string | null;
  readonly currency: string;
  readonly ale: number | null;
  /** Number of threats without figures; with any, `ale` is "at least". */
  readonly lacking: number;
  readonly state: 'stale' | 'fresh';
}

/** Request: the last figures of the system that a document belongs to; null where there is none yet. */
export const getReport = 'risk/report';
export interface GetReportParams {
  readonly uri: string;
}
export interface GetReportResult {
  readonly id: string;
  /** URI of the root: the paths in `system` are relative to it. */
  readonly root: string;
  readonly state: 'stale' | 'fresh';
  readonly system: ReportSystem;
  /** The same system in the revision that is compared with; null where nothing is compared, or the revision lacks it. */
  readonly base: ReportBase | null;
  /** null: the system names no evidence. */
  readonly findings: FindingsListing | null;
}

/** Figures of a system in a revision. */
export interface ReportBase {
  /** The revision as it was chosen: `HEAD`. */
  readonly revision: string;
  readonly system: ReportSystem;
  /** Name of a threat now → its name in the revision, where it is another one. */
  readonly renamed: Readonly<Record<string, string>>;
}

/**
 * Request: compares with a revision of git, or with none (null, or empty). HEAD is compared with until this is sent. Where
 * no root knows the revision, `message` says so and nothing changes.
 */
export const compareWith = 'risk/compareWith';
export interface CompareWithParams {
  readonly revision: string | null;
}
export interface CompareWithResult {
  /** What is compared with now. */
  readonly revision: string | null;
  readonly message: string | null;
}

/** Request: the difference to the revision as Markdown, for the root of a document; null where there is none yet. */
export const reviewSummary = 'risk/reviewSummary';
export interface ReviewSummaryParams {
  readonly uri: string;
}

/**
 * Request: what an explorer of files says of the folders of services (their `code`) and of the files that declare systems
 * and services. Only places inside the roots that the server knows.
 */
export const explorerBadges = 'risk/explorerBadges';
export interface ExplorerBadgesParams {
  /** `moved`: only what moved since the revision that is compared with. */
  readonly which: 'all' | 'moved';
}
export interface ExplorerBadge {
  readonly uri: string;
  /** One or two characters: what it loses (`5M`), by how much it moved (`↑k`), `?` where there is no figure. */
  readonly mark: string;
  /** `large`: a service with a quarter or more of what its system loses. */
  readonly emphasis: 'rose' | 'fell' | 'large' | null;
  /** A line for each system or service: `Order-Processor: $5.03M a year, +$180k a year since HEAD`. */
  readonly tooltip: string;
}

/**
 * Request: the figures in a document of an older version (`git:` URI), for the editor of differences; empty where nothing
 * may be asked of git, or it has no such version.
 */
export const pastLenses = 'risk/pastLenses';
export interface PastLensesParams {
  readonly uri: string;
}
export interface PastLens {
  /** 0-based. */
  readonly line: number;
  readonly title: string;
}

/** Notice to the server: the revision may name another commit now. */
export const checkRevision = 'risk/checkRevision';

/** Notice to the server: people trust the workspace now (`initializationOptions.trusted` was false). */
export const trustGranted = 'risk/trustGranted';

/** Request: drops the figures that are kept and computes all of them again; answered with null at once. */
export const computeAgain = 'risk/computeAgain';

/** Request: what stands at a position, so that the preview can follow the cursor. */
export const itemAt = 'risk/itemAt';
export interface ItemAtParams {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}
export interface ItemAtResult {
  readonly kind: 'system' | 'threat' | 'element' | 'control' | 'asset' | 'zone' | 'agent' | 'estimate' | 'evidence';
  /** Of evidence the path as it is written. */
  readonly name: string;
}

/** Request from a server without a file system (in a web worker) to its client: every `.risk` file, or one file. */
export const findFiles = 'risk/findFiles';
export interface FoundFile {
  readonly uri: string;
  readonly text: string;
}

/** Request from such a server: files below a folder of the workspace by a glob of LSP; empty outside of the workspace. */
export const findEvidence = 'risk/findEvidence';
export interface FindEvidenceParams {
  readonly folder: string;
  readonly glob: string;
  readonly limit: number;
}
export interface FoundEvidenceFile {
  readonly uri: string;
  /** Another one whenever the content may be another. */
  readonly stamp: string;
}

/** Request from such a server: the bytes of one file of the workspace, as they are stored. */
export const readEvidence = 'risk/readEvidence';
export interface ReadEvidenceParams {
  readonly uri: string;
  /** Bytes at most. */
  readonly limit: number;
}
export type ReadEvidenceResult = { readonly bytes: Uint8Array } | { readonly problem: string };

/** Commands that lenses carry; the client turns them into the preview, other editors get `window/showDocument`. */
export const showItem = 'risk.showItem';
export interface ShowItemArguments {
  readonly uri: string;
  readonly kind: ItemAtResult['kind'];
  readonly name: string;
  /** What the lens speaks of, where that is not the whole of the item. */
  readonly about?: 'findings';
}
