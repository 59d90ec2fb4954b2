/** Every format of a report. A new one is a file and a line here; the more telling come first. */
import type { Reader } from '../reader.ts';
import { asff } from './asff.ts';
import { codeQuality } from './code-quality.ts';
import { cyclonedx } from './cyclonedx.ts';
import { dependencyCheck } from './dependency-check.ts';
import { ecs } from './ecs.ts';
import { falco } from './falco.ts';
import { gitlabSecurity } from './gitlab-security.ts';
import { grype } from './grype.ts';
import { guardduty } from './guardduty.ts';
import { inspector } from './inspector.ts';
import { nuclei } from './nuclei.ts';
import { ocsf } from './ocsf.ts';
import { openvex } from './openvex.ts';
import { osvScanner } from './osv-scanner.ts';
import { sarif } from './sarif.ts';
import { sarif1 } from './sarif-1.ts';
import { semgrep } from './semgrep.ts';
import { semgrepFindings } from './semgrep-findings.ts';
import { semgrepSupplyChain } from './semgrep-supply-chain.ts';
import { snyk } from './snyk.ts';
import { snykIssues } from './snyk-issues.ts';
import { trivy } from './trivy.ts';
import { trivyOperator } from './trivy-operator.ts';
import { wazuh } from './wazuh.ts';
import { zap } from './zap.ts';

export const readers: readonly Reader[] = [
  sarif,
  sarif1,
  cyclonedx,
  openvex,
  trivyOperator,
  trivy,
  grype,
  snyk,
  snykIssues,
  semgrep,
  semgrepSupplyChain,
  semgrepFindings,
  osvScanner,
  dependencyCheck,
  zap,
  nuclei,
  gitlabSecurity,
  codeQuality,
  inspector,
  asff,
  guardduty,
  ocsf,
  falco,
  wazuh,
  ecs,
];

/** Names of the formats, for messages and documentation. */
export const formats: readonly string[] = readers.map((reader) => reader.format);
