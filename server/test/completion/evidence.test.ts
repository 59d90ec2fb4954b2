import assert from 'node:assert/strict';
import { isEvidenceFile, patternsOf } from '../../completion/evidence-paths.ts';
import { project } from '../helpers.ts';

async function labels(text: string | Readonly<Record<string, string>>): Promise<string[]> {
  const of = await project(text);
  const list = await of.risk.lsp.CompletionProvider!.getCompletion(of.cursor.document, of.at());
  return [...(list?.items ?? [])].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)).map(({ label }) => label);
}

const reports = { 'reports/trivy-a.json': '{}', 'reports/trivy-b.json': '{}', 'reports/notes.md': '' };

describe('completion of evidence', () => {
  it('offers reports, patterns of several of a kind, and folders', async () => {
    assert.deepEqual(await labels({ 'risk/model.risk': 'evidence "../reports/<|>"', ...reports }), [
      'trivy-*.json',
      'trivy-a.json',
      'trivy-b.json',
      '../',
    ]);
    assert.ok((await labels({ 'model.risk': 'evidence "<|>"', ...reports })).includes('reports/'));
  });
  it('offers the kinds of feeds, then files', async () => {
    assert.deepEqual(await labels('feed <|>'), ['epss', 'kev', 'vex', 'stix']);
    assert.deepEqual(await labels({ 'model.risk': 'feed epss "<|>"', 'epss.csv.gz': '' }), ['epss.csv.gz', '../']);
  });
  it('offers the properties of the body, and services after about', async () => {
    const found = await labels('evidence "x.json" {\n  <|>\n}');
    assert.deepEqual(found.slice(0, 2), ['about', 'expires']);
    assert.ok(found.includes('dated'));
    assert.deepEqual(await labels('service A\nstore B\nzone C\nevidence "x.json" { about <|> }'), ['A', 'B']);
    assert.deepEqual(await labels('service A\nstore B\nevidence "x.json" { about A, <|> }'), ['A', 'B']);
    assert.ok((await labels('evidence "x.json" { expires 90 <|> }')).includes('days'));
  });
  it('offers `with evidence` after the estimates that take it', async () => {
    const within = (line: string) => labels(`threat A { frequency { ${line} <|> } }`);
    for (const line of [
      'vulnerability 10%..25%',
      'threat-events 5..15 per year',
      'resistance 40%..60%',
      'vulnerability Share',
    ])
      assert.ok((await within(line)).includes('with evidence'), line);
    for (const line of ['contact 5 per year', 'vulnerability 10% with evidence'])
      assert.ok(!(await within(line)).includes('with evidence'), line);
    assert.ok((await within('vulnerability of Cart to Thief')).includes('with evidence'));
    assert.deepEqual(await within('vulnerability 10% with'), ['evidence']);
    assert.ok(!(await labels('threat A { loss { fines $5k <|> } }')).includes('with evidence'));
  });
  it('offers the properties of a system, each in its place', async () => {
    const found = await labels('system S {\n  <|>\n}');
    assert.ok(found.includes('evidence-weight') && found.includes('cwe'));
    assert.deepEqual(await labels('system S { cwe CWE-400 <|> }'), ['is']);
    assert.ok((await labels('system S { cwe CWE-400 is <|> }')).includes('tampering'));
    assert.ok((await labels('system S { evidence-weight 40 <|> }')).includes('%'));
  });
  it('starts a declaration', async () => {
    const found = await labels('<|>');
    assert.ok(found.includes('evidence') && found.includes('feed'));
  });
});

describe('names of reports', () => {
  it('are told from other files', () => {
    for (const name of ['trivy.json', 'falco.jsonl', 'scan.sarif', 'epss.csv.gz', 'zap.xml', 'TRIVY.JSON'])
      assert.ok(isEvidenceFile(name), name);
    for (const name of ['package.json', 'package-lock.json', 'tsconfig.base.json', 'main.ts', 'readme.md'])
      assert.ok(!isEvidenceFile(name), name);
  });
  it('make patterns of two or more that begin and end alike', () => {
    assert.deepEqual(patternsOf(['trivy-a.json', 'trivy-b.json', 'falco.jsonl', 'grype-a.json']), [
      { label: 'trivy-*.json', count: 2 },
    ]);
  });
});
