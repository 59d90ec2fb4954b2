// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of LSP snippets
/** What may stand in each block of the language: the properties, whether they are required or repeat, and their shape. */

export type BlockKind =
  | 'file'
  | 'system'
  | 'appetite'
  | 'zone'
  | 'asset'
  | 'external'
  | 'agent'
  | 'service'
  | 'store'
  | 'flow'
  | 'threat'
  | 'frequency'
  | 'loss'
  | 'loss-part'
  | 'control'
  | 'citation'
  | 'evidence'
  | 'feed'
  | 'notes';

export interface Property {
  readonly word: string;
  /** Snippet after the word, with LSP placeholders. */
  readonly shape: string;
  readonly required?: true;
  /** May be written more than once. */
  readonly repeats?: true;
  /** The block that a `{` in this property opens; `notes` if it holds an estimate. */
  readonly opens?: BlockKind;
  /** Words whose property rules this one out: `encrypted` rules out `plaintext`. */
  readonly without?: readonly string[];
}

const owner: Property = { word: 'owner', shape: ' "${1:team}"' };
const ticket: Property = { word: 'ticket', shape: ' "${1:KEY-1}"', repeats: true };
const notes: readonly Property[] = [
  { word: 'source', shape: ' ${1:"where the number comes from"}' },
  { word: 'expert', shape: ' "${1:who says so}"' },
  { word: 'dated', shape: ' ${1}' },
  { word: 'review', shape: ' ${1}' },
  { word: 'because', shape: ' "${1:why}"' },
];
const notApplicable: Property = { word: 'not-applicable', shape: ' ${1} because "${2:why}"', repeats: true };
const forms = ['productivity', 'response', 'replacement', 'competitive-advantage', 'fines', 'reputation'];
const lossForms: readonly Property[] = forms.map((word) => ({ word, shape: ' ${1}', repeats: true, opens: 'notes' }));
const component: readonly Property[] = [
  owner,
  { word: 'code', shape: ' "${1:./}"', repeats: true },
  { word: 'image', shape: ' "${1}"', repeats: true },
  { word: 'workload', shape: ' "${1:namespace/deployment/name}"', repeats: true },
  { word: 'host', shape: ' "${1}"', repeats: true },
  { word: 'exposes', shape: ' "${1}"', repeats: true },
  { word: 'holds', shape: ' ${1}', repeats: true },
  { word: 'resistance', shape: ' ${1:40%..60%..80%}', opens: 'notes' },
  notApplicable,
  ...notes,
];

export const blocks: Readonly<Record<BlockKind, readonly Property[]>> = {
  file: [],
  system: [
    { word: 'currency', shape: ' ${1:USD}' },
    { word: 'horizon', shape: ' ${1:3 years}' },
    { word: 'discount', shape: ' ${1:8%}' },
    { word: 'appetite', shape: ' {\n  at most ${1:10%} chance above ${2:\\$1M}\n}', opens: 'appetite' },
    { word: 'exchange', shape: ' 1 ${1:EUR} = ${2:1.08} ${3:USD}', repeats: true },
    { word: 'trials', shape: ' ${1:100_000}' },
    { word: 'seed', shape: ' "${1:risk}"' },
    { word: 'check', shape: ' ${1} ${2|off,hint,information,warning,error|} because "${3:why}"', repeats: true },
    { word: 'evidence-weight', shape: ' ${1:50%}' },
    { word: 'cwe', shape: ' CWE-${1:400} is ${2} because "${3:why}"', repeats: true },
    owner,
    { word: 'review', shape: ' after ${1:1 year}' },
    ...notes.filter((note) => note.word !== 'review'),
  ],
  appetite: [{ word: 'at', shape: ' most ${1:10%} chance above ${2:\\$1M}', repeats: true }],
  zone: [owner, notApplicable, ...notes],
  asset: [
    { word: 'data', shape: ' ${1|public,internal,confidential,restricted|}', required: true },
    { word: 'size', shape: ' ${1:1.2M records}', opens: 'notes' },
    { word: 'value', shape: ' ${1:\\$1M}', opens: 'notes' },
    owner,
    ...notes,
  ],
  external: [owner, notApplicable, ...notes],
  agent: [{ word: 'capability', shape: ' ${1:40%..60%..80%}', opens: 'notes' }, owner, ...notes],
  service: component,
  store: component,
  flow: [
    { word: 'carries', shape: ' ${1}', repeats: true },
    { word: 'over', shape: ' "${1:HTTPS}"' },
    { word: 'encrypted', shape: '', without: ['plaintext'] },
    { word: 'plaintext', shape: ' because "${1:why}"', without: ['encrypted'] },
    { word: 'authenticated', shape: '', without: ['anonymous'] },
    { word: 'anonymous', shape: ' because "${1:why}"', without: ['authenticated'] },
    notApplicable,
    owner,
    ...notes,
  ],
  threat: [
    { word: 'stride', shape: ' ${1}', required: true },
    { word: 'on', shape: ' ${1}', required: true },
    {
      word: 'frequency',
      shape: ' {\n  threat-events ${1:5..15} per year\n  vulnerability ${2:10%..25%}\n}',
      required: true,
      opens: 'frequency',
    },
    { word: 'loss', shape: ' {\n  response ${1:\\$250k..\\$500k}\n}', required: true, opens: 'loss' },
    { word: 'affects', shape: ' ${1}', repeats: true },
    { word: 'by', shape: ' ${1}', repeats: true },
    { word: 'cwe', shape: ' CWE-${1:89}', repeats: true },
    { word: 'leads', shape: ' to ${1} in ${2:10%..20%}', repeats: true, opens: 'notes' },
    { word: 'accepted', shape: ' until ${1} by "${2:who}" because "${3:why}"' },
    owner,
    ticket,
    ...notes,
  ],
  frequency: [
    {
      word: 'threat-events',
      shape: ' ${1:5..15} per year',
      required: true,
      opens: 'notes',
      without: ['contact', 'action'],
    },
    {
      word: 'vulnerability',
      shape: ' ${1:10%..25%}',
      required: true,
      opens: 'notes',
      without: ['capability', 'resistance'],
    },
    { word: 'contact', shape: ' ${1:50..200} per year', opens: 'notes', without: ['threat-events'] },
    { word: 'action', shape: ' ${1:1%..5%}', opens: 'notes', without: ['threat-events'] },
    { word: 'capability', shape: ' ${1:40%..60%..80%}', opens: 'notes', without: ['vulnerability'] },
    { word: 'resistance', shape: ' ${1:40%..60%..80%}', opens: 'notes', without: ['vulnerability'] },
    ...notes,
  ],
  loss: [
    ...lossForms,
    {
      word: 'secondary',
      shape: ' "${1:Customers}" in ${2:60%..80%} {\n  ${3:reputation} ${4:\\$100k..\\$1M}\n}',
      repeats: true,
      opens: 'loss-part',
    },
    { word: 'let', shape: ' ${1:Exposed} = ${2}', repeats: true, opens: 'notes' },
    { word: 'primary', shape: ' {\n  ${1:response} ${2:\\$250k..\\$500k}\n}', repeats: true, opens: 'loss-part' },
    ...notes,
  ],
  'loss-part': [...lossForms, ...notes],
  control: [
    {
      word: 'reduces',
      shape: ' ${1:vulnerability} of ${2} by ${3:50%..80%}',
      required: true,
      repeats: true,
      opens: 'notes',
    },
    { word: 'cost', shape: ' ${1:\\$90k}', required: true, repeats: true, opens: 'notes' },
    { word: 'status', shape: ' ${1|planned,in-place,retired|}' },
    { word: 'coverage', shape: ' ${1:90%}', opens: 'notes' },
    { word: 'reliability', shape: ' ${1:95%}', opens: 'notes' },
    owner,
    ticket,
    ...notes,
  ],
  citation: [{ word: 'link', shape: ' "${1:https://}"' }, ...notes.filter((note) => note.word !== 'source')],
  evidence: [{ word: 'about', shape: ' ${1}', repeats: true }, { word: 'expires', shape: ' ${1:90 days}' }, ...notes],
  feed: notes,
  notes,
};

/** Declarations as snippets, the usual ones first. */
export const declarations: readonly { readonly word: string; readonly title: string; readonly snippet: string }[] = [
  {
    word: 'system',
    title: 'a system: the scope that is added up',
    snippet:
      'system ${1:Name} "${2:title}" {\n  currency ${3:USD}\n  appetite {\n    at most ${4:10%} chance above ${5:\\$1M}\n  }\n}\n',
  },
  {
    word: 'service',
    title: 'a service: a DFD process',
    snippet: 'service ${1:Name} "${2:title}" {\n  owner "${3:team}"\n}\n',
  },
  { word: 'store', title: 'a store: a DFD data store', snippet: 'store ${1:Name} "${2:title}" {\n  holds ${3}\n}\n' },
  {
    word: 'flow',
    title: 'a flow: from caller to callee',
    snippet: 'flow ${1:Name} from ${2} to ${3} {\n  over "${4:HTTPS}"\n  encrypted\n  authenticated\n}\n',
  },
  {
    word: 'threat',
    title: 'a threat: a FAIR loss event scenario',
    snippet:
      'threat ${1:Name} "${2:what goes wrong}" {\n  stride ${3|spoofing,tampering,repudiation,information-disclosure,denial-of-service,elevation-of-privilege|}\n  on ${4}\n  frequency {\n    threat-events ${5:5..15} per year\n    vulnerability ${6:10%..25%}\n  }\n  loss {\n    response ${7:\\$250k..\\$500k}\n  }\n}\n',
  },
  {
    word: 'control',
    title: 'a control: a safeguard with its cost and effect',
    snippet:
      'control ${1:Name} "${2:title}" {\n  cost ${3:\\$90k}\n  reduces ${4:vulnerability} of ${5} by ${6:50%..80%}\n}\n',
  },
  {
    word: 'asset',
    title: 'an asset: what is worth protecting',
    snippet: 'asset ${1:Name} "${2:title}" {\n  data ${3|confidential,restricted,internal,public|}\n}\n',
  },
  { word: 'zone', title: 'a trust zone', snippet: 'zone ${1:Name} "${2:title}"\n' },
  { word: 'external', title: 'an external entity', snippet: 'external ${1:Name} "${2:title}"\n' },
  { word: 'agent', title: 'a threat agent', snippet: 'agent ${1:Name} "${2:title}"\n' },
  { word: 'estimate', title: 'a quantity that is shared: one draw a year', snippet: 'estimate ${1:Name} = ${2}\n' },
  { word: 'distribution', title: 'a shape: a fresh draw at every use', snippet: 'distribution ${1:Name} = ${2}\n' },
  {
    word: 'citation',
    title: 'a source that is named often',
    snippet: 'citation ${1:Name} "${2:title}" {\n  link "${3:https://}"\n}\n',
  },
  {
    word: 'evidence',
    title: 'reports of scanners or logs of sensors',
    snippet: 'evidence "${1:../reports/trivy-*.json}"\n',
  },
  {
    word: 'feed',
    title: 'what is known of flaws: EPSS, KEV, VEX, STIX',
    snippet: 'feed ${1|epss,kev,vex,stix|} "${2:../intel/}"\n',
  },
  { word: 'unit', title: 'a unit for counts', snippet: 'unit ${1:parcel}, ${2:parcels}\n' },
  {
    word: 'expect',
    title: 'a checked statement about a result',
    snippet: 'expect ${1:system} ${2:ale} below ${3:\\$2M}\n',
  },
];

export const declarationWords: ReadonlySet<string> = new Set(declarations.map(({ word }) => word));
export const strideWords = [
  'spoofing',
  'tampering',
  'repudiation',
  'information-disclosure',
  'denial-of-service',
  'elevation-of-privilege',
] as const;
export const lossFormWords: readonly string[] = forms;
export const factorWords: readonly string[] = [
  'vulnerability',
  'frequency',
  'threat-events',
  'contact',
  'action',
  'loss',
  'primary',
  'secondary',
  'secondary-probability',
  ...forms,
];
