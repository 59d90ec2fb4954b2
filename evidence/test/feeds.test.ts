import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readEpss, readKev, readStix } from '../index.ts';
import { bytesOf } from './readings.ts';

describe('EPSS', () => {
  it('is read from the file of a day, with or without its first line', () => {
    const rows = 'cve,epss,percentile\r\nCVE-2026-0002,0.5,0.9\r\nCVE-2026-0001,0.25,0.8\r\nCVE-2026-10000000,1,1\r\n';
    const feed = readEpss(bytesOf(`#model_version:v2025.03.14,score_date:2026-03-01T00:00:00+0000\r\n${rows}`));
    assert.ok(feed.kind === 'epss');
    assert.deepEqual([feed.date, feed.model, feed.count, feed.notes], ['2026-03-01', 'v2025.03.14', 3, []]);
    assert.deepEqual(
      ['CVE-2026-0001', 'cve-2026-0002', 'CVE-2026-10000000', 'CVE-2026-0003', 'GHSA-x'].map((id) =>
        feed.probability(id),
      ),
      [0.25, 0.5, 1, null, null],
    );
    const bare = readEpss(bytesOf(rows));
    assert.ok(bare.kind === 'epss' && bare.date === null && bare.notes.length === 1);
  });

  it('leaves out broken rows and says how many', () => {
    const feed = readEpss(
      bytesOf(
        '#score_date:2026-03-01\ncve,epss\nCVE-2026-0001,0.5\nCVE-2026-0002,2\nCVE-x,0.1\nCVE-2026-0003\nCVE-2026-0004,NaN\n',
      ),
    );
    assert.ok(feed.kind === 'epss');
    assert.deepEqual(
      [feed.count, feed.notes],
      [1, ['4 rows are left out: they lack a CVE or a probability from 0 to 1.']],
    );
  });

  it('is read from an answer of the interface, whose numbers are texts', () => {
    const feed = readEpss(
      bytesOf({ status: 'OK', data: [{ cve: 'CVE-2026-0001', epss: '0.125', date: '2026-03-01' }] }),
    );
    assert.ok(feed.kind === 'epss');
    assert.deepEqual([feed.probability('CVE-2026-0001'), feed.date], [0.125, '2026-03-01']);
  });
});

describe('KEV', () => {
  it('is read from JSON and from CSV with quotes over lines', () => {
    const json = readKev(
      bytesOf({
        dateReleased: '2026-03-01T00:00:00Z',
        vulnerabilities: [
          { cveID: 'CVE-2026-0001', dateAdded: '2026-02-03', knownRansomwareCampaignUse: 'Known', cwes: ['CWE-502'] },
          { cveID: null },
          null,
        ],
      }),
    );
    assert.ok(json.kind === 'kev');
    assert.deepEqual([json.count, json.date, json.notes.length], [1, '2026-03-01', 1]);
    assert.deepEqual(json.entry('cve-2026-0001'), {
      cve: 'CVE-2026-0001',
      added: '2026-02-03',
      ransomware: true,
      cwe: [502],
    });
    const csv = readKev(
      bytesOf('cveID,notes,dateAdded\nCVE-2026-0001,"a ""b"",\nc",2026-02-03\nCVE-2026-0002,x,2026-02-04\n'),
    );
    assert.ok(csv.kind === 'kev');
    assert.deepEqual(
      [csv.count, csv.entry('CVE-2026-0002')?.added, csv.entry('CVE-2026-0003')],
      [2, '2026-02-04', null],
    );
  });
});

describe('STIX', () => {
  const flaw = (id: string, cve: string) => ({
    type: 'vulnerability',
    id: `vulnerability--${id}`,
    name: cve,
    external_references: [{ source_name: 'cve', external_id: cve }],
  });
  const bundle = {
    type: 'bundle',
    objects: [
      flaw('1', 'CVE-2026-0001'),
      flaw('2', 'CVE-2026-0002'),
      flaw('3', 'CVE-2026-0003'),
      { type: 'threat-actor', id: 'threat-actor--1', name: 'Magpie' },
      {
        type: 'relationship',
        relationship_type: 'exploits',
        source_ref: 'threat-actor--1',
        target_ref: 'vulnerability--1',
      },
      {
        type: 'relationship',
        relationship_type: 'mitigates',
        source_ref: 'threat-actor--1',
        target_ref: 'vulnerability--3',
      },
      { type: 'sighting', sighting_of_ref: 'vulnerability--2', count: 4, last_seen: '2026-03-01T00:00:00Z' },
      { type: 'sighting', sighting_of_ref: 'vulnerability--3', count: 0 },
    ],
  };
  it('tells which vulnerabilities were exploited or seen', () => {
    const feed = readStix(bytesOf(bundle));
    assert.ok(feed.kind === 'stix');
    assert.deepEqual(feed.exploitation('CVE-2026-0001')?.by, ['Magpie']);
    assert.deepEqual(
      [feed.exploitation('CVE-2026-0002')?.sightings, feed.exploitation('CVE-2026-0002')?.lastSeen],
      [4, '2026-03-01T00:00:00Z'],
    );
    assert.equal(feed.exploitation('CVE-2026-0003'), null);
  });
});
