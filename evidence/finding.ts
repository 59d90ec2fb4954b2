/** What a scanner says of one weakness in one place: the common shape of all formats. */

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'none' | 'unknown';

export type FindingKind =
  /** A published flaw of a package: CVE, GHSA, … */
  | 'vulnerability'
  /** A package made to harm. */
  | 'malware'
  /** A setting. */
  | 'misconfiguration'
  | 'secret'
  /** A weakness in code of one's own, found by reading it. */
  | 'code'
  /** A weakness of a running program, found by probing it. */
  | 'dynamic';

export interface Package {
  readonly name: string;
  readonly version: string | null;
  /** `npm`, `debian`, …, as the tool says it. */
  readonly ecosystem: string | null;
  readonly purl: string | null;
  readonly fixedIn: string | null;
}

export type CvssVersion = '2.0' | '3.0' | '3.1' | '4.0';

/** The CVSS that was taken, where several vendors gave one. */
export interface CvssTaken {
  readonly version: CvssVersion | null;
  /** Null where the tool gives a score only. */
  readonly vector: string | null;
  /** 0 to 10. */
  readonly score: number | null;
  /** Whose it is: `nvd`, `redhat`, …; the tool where nothing is said. */
  readonly vendor: string;
  /** Vendors whose score differs from the one taken, with theirs. */
  readonly others: readonly { readonly vendor: string; readonly score: number }[];
}

/** Chance that exploitation is attempted anywhere in the next 30 days, as FIRST publishes it. */
export interface Epss {
  readonly probability: number;
  /** Day of the score, `2026-03-01`. */
  readonly date: string | null;
}

/** What `affected` and the others mean is what VEX means by them. */
export type FindingStatus = 'affected' | 'not_affected' | 'fixed' | 'under_investigation';

export interface Workload {
  readonly cluster: string | null;
  readonly namespace: string | null;
  /** `Deployment`, `Pod`, …, as the tool says it. */
  readonly kind: string | null;
  readonly name: string | null;
  readonly container: string | null;
}

/** What was looked at: the keys by which a service is found. What a tool does not say is empty or null. */
export interface Scanned {
  /** Image references: `registry/repository:tag`, `repository@sha256:…`. */
  readonly images: readonly string[];
  readonly workload: Workload | null;
  /** Host names or addresses, with `:port` where it is known. */
  readonly hosts: readonly string[];
  /** The folder or archive that was scanned. */
  readonly path: string | null;
  /** A name of a service that the report itself gives: a tag, `service.name`. */
  readonly service: string | null;
}

export interface Finding {
  /** The identifier best known to others: a CVE if there is one. */
  readonly id: string;
  /** All other identifiers, sorted. */
  readonly aliases: readonly string[];
  readonly kind: FindingKind;
  readonly title: string | null;
  readonly tool: string;
  readonly severity: Severity;
  readonly package: Package | null;
  /** CWE numbers, in the order of the report. */
  readonly cwe: readonly number[];
  readonly cvss: CvssTaken | null;
  readonly epss: Epss | null;
  /** In the list of known exploited vulnerabilities, as the report says; null: it does not say. */
  readonly kev: boolean | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly scanned: Scanned;
  /** When it was seen, ISO 8601 in UTC; null: the report does not say. */
  readonly at: string | null;
  readonly status: FindingStatus;
  /** Who says so and why, where the status is not `affected`. */
  readonly statusReason: string | null;
  /** JSON Pointer to the record in its file. */
  readonly place: string;
  /** Rows of the report that this finding stands for: the same flaw under several names. */
  readonly rows: number;
}

export const nothingScanned: Scanned = { images: [], workload: null, hosts: [], path: null, service: null };

type Required = 'id' | 'kind' | 'tool' | 'place';

/** Whatever the rule, a secret in a file is a hard-coded credential. */
const hardCodedCredential = [798];

/** A finding of what a reader knows; the rest is unknown. */
export function finding(known: Pick<Finding, Required> & Partial<Finding>): Finding {
  const found = withDefaults(known);
  return found.kind === 'secret' && found.cwe.length === 0 ? { ...found, cwe: hardCodedCredential } : found;
}

function withDefaults(known: Pick<Finding, Required> & Partial<Finding>): Finding {
  return {
    aliases: [],
    title: null,
    severity: 'unknown',
    package: null,
    cwe: [],
    cvss: null,
    epss: null,
    kev: null,
    file: null,
    line: null,
    scanned: nothingScanned,
    at: null,
    status: 'affected',
    statusReason: null,
    rows: 1,
    ...known,
  };
}
