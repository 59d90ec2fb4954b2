import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { first, firstAlert, reading } from './readings.ts';

const asff = {
  Id: 'arn:1',
  ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/guardduty',
  GeneratorId: 'arn:aws:guardduty:eu-west-1:1:detector/1',
  Title: 'SSH brute force against i-1',
  Severity: { Label: 'MEDIUM' },
  UpdatedAt: '2026-03-01T00:00:00Z',
};

describe('Security Hub', () => {
  it('takes what was seen to happen as alerts, with the tactic of its type', () => {
    const row = {
      ...asff,
      Types: ['TTPs/Initial Access/UnauthorizedAccess:EC2-SSHBruteForce'],
      Resources: [
        {
          Type: 'AwsEc2Instance',
          Id: 'arn:aws:ec2:eu-west-1:1:instance/i-1',
          Tags: { Name: 'bastion', service: 'Orders' },
        },
      ],
      LastObservedAt: '2026-03-02T00:00:00Z',
    };
    const alert = firstAlert({ Findings: [row, { ...row, RecordState: 'ARCHIVED' }] });
    assert.deepEqual(
      [alert.rule, alert.tool, alert.tactics, alert.severity, alert.at],
      ['UnauthorizedAccess:EC2-SSHBruteForce', 'guardduty', ['initial-access'], 'medium', '2026-03-02T00:00:00Z'],
    );
    assert.deepEqual([alert.scanned.hosts, alert.scanned.service], [['i-1', 'bastion'], 'Orders']);
    const effect = { ...row, Types: ['Effects/Data Exfiltration/Trojan:EC2-DNSDataExfiltration'] };
    assert.deepEqual(firstAlert([effect]).tactics, ['exfiltration', 'command-and-control']);
    assert.equal(reading({ Findings: [row] }).findings.length, 0);
  });

  it('names the image of a registry and the resource of a check', () => {
    const image = {
      Type: 'AwsEcrContainerImage',
      Id: 'arn:aws:ecr:eu-west-1:1:repository/shop/orders/sha256:ab',
      Details: {
        AwsEcrContainerImage: { RepositoryName: 'shop/orders', ImageTags: ['1.2'], ImageDigest: 'sha256:ab' },
      },
    };
    const found = first({
      ...asff,
      ProductName: 'Inspector',
      Vulnerabilities: [{ Id: 'CVE-2026-0001' }],
      Resources: [image],
    });
    assert.deepEqual(found.scanned.images, ['shop/orders:1.2', 'shop/orders@sha256:ab']);
    const bare = { Type: image.Type, Id: image.Id };
    assert.deepEqual(first({ ...asff, Resources: [bare] }).scanned.images, ['shop/orders@sha256:ab']);
    const bucket = { Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::orders' };
    assert.deepEqual(first({ ...asff, Resources: [bucket] }).scanned.hosts, ['orders']);
  });

  it('stands in an event of EventBridge, too', () => {
    const event = { version: '0', source: 'aws.securityhub', detail: { findings: [asff] } };
    assert.equal(first(event).place, '/detail/findings/0');
    assert.equal(first([event, event]).place, '/0/detail/findings/0');
  });
});

describe('Inspector', () => {
  it('is dated by seconds with a fraction, as the command line may write it', () => {
    const found = first({
      findings: [
        {
          findingArn: 'arn:1',
          lastObservedAt: 1_772_323_200.414,
          packageVulnerabilityDetails: { vulnerabilityId: 'CVE-2026-0001' },
        },
      ],
    });
    assert.equal(found.at, '2026-03-01T00:00:00Z');
  });
});

describe('GuardDuty', () => {
  const exported = {
    schemaVersion: '2.0',
    type: 'Execution:Kubernetes/ExecInKubeSystemPod',
    severity: 5,
    updatedAt: '2026-03-02T00:00:00.934Z',
    resource: {
      resourceType: 'EKSCluster',
      eksClusterDetails: { name: 'prod', tags: [{ key: 'service', value: 'Orders' }] },
      kubernetesDetails: {
        kubernetesWorkloadDetails: {
          name: 'orders',
          type: 'deployments',
          namespace: 'shop',
          containers: [{ name: 'main', image: 'shop/orders:1.2' }],
        },
      },
    },
    service: {
      serviceName: 'guardduty',
      archived: false,
      eventFirstSeen: '2026-03-01T00:00:00Z',
      eventLastSeen: '2026-03-02T00:00:00Z',
    },
  };

  it('is read as it is exported', () => {
    const alert = firstAlert(exported);
    assert.deepEqual(
      [alert.rule, alert.severity, alert.tactics, alert.at],
      ['Execution:Kubernetes/ExecInKubeSystemPod', 'medium', ['execution'], '2026-03-02T00:00:00Z'],
    );
    assert.deepEqual(alert.scanned, {
      images: ['shop/orders:1.2'],
      workload: { cluster: 'prod', namespace: 'shop', kind: 'Deployment', name: 'orders', container: null },
      hosts: [],
      path: null,
      service: 'Orders',
    });
    assert.deepEqual(reading(exported).period, { from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' });
  });

  it('is read as the command line writes it, without samples and what is archived', () => {
    const row = {
      Type: 'Recon:EC2/PortProbeUnprotectedPort',
      Severity: 2,
      UpdatedAt: '2026-03-02T00:00:00Z',
      Resource: { InstanceDetails: { InstanceId: 'i-1', Tags: [{ Key: 'Name', Value: 'bastion' }] } },
      Service: { Archived: false, ServiceName: 'guardduty' },
    };
    const sample = { ...row, Service: { ...row.Service, AdditionalInfo: { Sample: true } } };
    const archived = { ...row, Service: { ...row.Service, Archived: true } };
    const found = reading({ Findings: [row, sample, archived] });
    assert.deepEqual(
      found.alerts.map(({ tactics, severity, scanned }) => [tactics, severity, scanned.hosts]),
      [[['discovery'], 'low', ['i-1', 'bastion']]],
    );
    assert.match(found.notes[0], /^2 records are left out: archived, samples/);
  });

  it('stands in an event of EventBridge, too, and in lines', () => {
    const event = { 'detail-type': 'GuardDuty Finding', detail: exported };
    assert.equal(firstAlert(event).place, '/detail');
    assert.equal(reading(`${JSON.stringify(exported)}\n${JSON.stringify(exported)}\n`).alerts.length, 2);
  });
});
