/** CVSS as OWASP Dependency-Check writes it: a member for each metric, some with misspelt names. */
import { firstText, type Json, member, object, text } from '../input/value.ts';

/** The first letter of a metric's word is its letter in a vector. */
function letter(cvss: Json, ...names: readonly string[]): string {
  return firstText(...names.map((name) => member(cvss, name)))?.charAt(0) ?? '';
}

/** Names of the members that `vector3` looks at. */
export const names3 = [
  ...['version', 'attackVector', 'attackComplexity', 'privilegesRequired', 'userInteraction', 'scope'],
  ...['confidentialityImpact', 'integrityImpact', 'availabilityImpact'],
];

/** `prefix`: what stands before the name of each member. */
export function vector3(cvss: Json, prefix = ''): string | null {
  if (object(cvss) === null || text(cvss, `${prefix}attackVector`) === null) return null;
  const version = text(cvss, `${prefix}version`) === '3.0' ? '3.0' : '3.1';
  const metrics = ['AV', 'AC', 'PR', 'UI', 'S', 'C', 'I', 'A'];
  return `CVSS:${version}/${metrics.map((metric, i) => `${metric}:${letter(cvss, `${prefix}${names3[i + 1]}`)}`).join('/')}`;
}

export function vector2(cvss: Json): string | null {
  if (object(cvss) === null) return null;
  return [
    `AV:${letter(cvss, 'accessVector')}`,
    `AC:${letter(cvss, 'accessComplexity')}`,
    `Au:${letter(cvss, 'authenticationr', 'authentication')}`,
    `C:${letter(cvss, 'confidentialImpact', 'confidentialityImpact')}`,
    `I:${letter(cvss, 'integrityImpact')}`,
    `A:${letter(cvss, 'availabilityImpact')}`,
  ].join('/');
}
