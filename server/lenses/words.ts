/** What lenses say, from a report: pure text, so that it can be read and tested without an editor. */
import {
  counted,
  durationInWords,
  listed,
  moneyInWords,
  moneyPerOne,
  percentInWords,
  type ReportControl,
  type ReportElement,
  type ReportExpectation,
  type ReportFigures,
  type ReportGroup,
  type ReportSystem,
  type ReportThreat,
  yearsInWords,
} from '../../protocol/index.ts';

export const between = ' · ';
/** Below this chance in a year, quantiles of the annual loss are 0 and the loss of one event says more. */
const rare = 0.1;

/** `$4.2M a year expected · 1 year in 20 above $12M · appetite: 1 of 2 limits broken · 3 threats without figures`. */
export function systemWords(system: ReportSystem): string {
  const current = system.total.current;
  const lacking = system.uncounted.length;
  const without = lacking > 0 ? `${counted(lacking, 'threat')} without figures` : null;
  if (!current) return system.threats.length === 0 ? 'no threats yet' : (without ?? 'no figures');
  return joined([
    `${lacking > 0 ? 'at least ' : ''}${moneyInWords(current.ale, system.currency)} a year expected`,
    current.p95 > 0 ? `1 year in 20 above ${moneyInWords(current.p95, system.currency)}` : null,
    appetiteWords(system),
    without,
  ]);
}

function appetiteWords(system: ReportSystem): string | null {
  if (system.appetite.length === 0) return null;
  const broken = system.appetite.filter(({ within }) => within === false).length;
  if (broken > 0) return `appetite: ${broken} of ${counted(system.appetite.length, 'limit')} broken`;
  const open = system.appetite.filter(({ within }) => within === null).length;
  return open > 0 ? `appetite: ${open} of ${counted(system.appetite.length, 'limit')} undecided` : 'appetite: kept';
}

/** `errorLine` is where the error stands that a threat without figures holds, if it holds one. */
export function threatWords(threat: ReportThreat, system: ReportSystem, errorLine: number | null = null): string {
  const accepted = threat.accepted ? `accepted until ${threat.accepted.until}` : null;
  const current = threat.current;
  if (!current) return joined([noFigureWords(threat, system, errorLine), accepted]);
  const money = (value: number) => moneyInWords(value, system.currency);
  const atLeast = threat.lacks.length > 0 ? 'at least ' : '';
  return joined([
    `${atLeast}${money(current.ale)} a year`,
    ...(isOnlySetOff(threat, system) ? [setOffWords(threat, system)] : chanceWords(current, money)),
    threat.target && differs(threat.target.ale, current.ale)
      ? `${money(threat.target.ale)} with planned controls`
      : null,
    cutWords(threat, money),
    raisedWords(threat, system, money),
    accepted,
  ]);
}

function chanceWords(current: ReportFigures, money: (value: number) => string): (string | null)[] {
  const chance = `${percentInWords(current.probabilityOfLoss)} chance in a year`;
  if (current.probabilityOfLoss < rare) {
    return [chance, current.meanLossPerEvent === null ? null : `${money(current.meanLossPerEvent)} when it happens`];
  }
  return [chance, current.p90 > 0 ? `${yearsInWords(0.1)} above ${money(current.p90)}` : null];
}

function isOnlySetOff(threat: ReportThreat, system: ReportSystem): boolean {
  return (
    threat.factors.lossEventFrequency === undefined &&
    system.threats.some(({ leadsTo }) => leadsTo.includes(threat.name))
  );
}

function setOffWords(threat: ReportThreat, system: ReportSystem): string {
  const causes = system.threats.filter(({ leadsTo }) => leadsTo.includes(threat.name)).map(({ name }) => name);
  return `all set off by ${listed(causes, 3)}`;
}

function cutWords(threat: ReportThreat, money: (value: number) => string): string | null {
  const inherent = threat.inherent?.ale;
  if (inherent === undefined || !threat.current || !differs(inherent, threat.current.ale)) return null;
  const by = [...new Set(threat.reducedBy.filter(({ status }) => status === 'in-place').map(({ control }) => control))];
  return by.length === 0 ? `cut from ${money(inherent)}` : `cut from ${money(inherent)} by ${listed(by, 3)}`;
}

/** `raised from $380k by evidence`. */
function raisedWords(threat: ReportThreat, system: ReportSystem, money: (value: number) => string): string | null {
  const moved = system.evidence?.effects.find((effect) => effect.threat === threat.name && effect.moved);
  if (!moved || moved.aleBefore === null || !threat.current || !differs(moved.aleBefore, threat.current.ale))
    return null;
  return `raised from ${money(moved.aleBefore)} by evidence`;
}

function noFigureWords(threat: ReportThreat, system: ReportSystem, errorLine: number | null): string {
  if (threat.missing.length > 0) return `no figure: ${listed(threat.missing)} missing`;
  const uncounted = system.uncounted.find((one) => one.threat === threat.name);
  if (uncounted?.reason === 'error' && errorLine !== null) return `no figure: error on line ${errorLine}`;
  return `no figure: ${uncounted ? withoutStop(uncounted.message) : 'not computed'}`;
}

export function groupWords(group: ReportGroup, system: ReportSystem, gaps: readonly string[] = []): string | null {
  const missing = gaps.length > 0 ? `STRIDE gaps: ${gaps.join(', ')}` : null;
  const lacking = group.lacks.length;
  if (group.threats.length + lacking === 0) return missing;
  if (!group.current) {
    const without = lacking === 0 ? 'no figures' : `${counted(lacking, 'threat')} without figures`;
    return joined([without, missing]);
  }
  const money = (value: number) => moneyInWords(value, system.currency);
  const lacks = lacking > 0;
  return joined([
    `${lacks ? 'at least ' : ''}${money(group.current.ale)} a year over ${counted(group.threats.length, 'threat')}`,
    group.threats.length > 1 ? largestWords(group, system, money) : null,
    lacks ? `${counted(lacking, 'threat')} without figures` : null,
    missing,
  ]);
}

export function elementWords(element: ReportElement, system: ReportSystem): string | null {
  return groupWords(element, system, element.gaps);
}

function largestWords(group: ReportGroup, system: ReportSystem, money: (value: number) => string): string | null {
  const inGroup = new Set(group.threats);
  let largest: ReportThreat | null = null;
  for (const threat of system.threats) {
    if (inGroup.has(threat.name) && threat.current && threat.current.ale > (largest?.current?.ale ?? 0))
      largest = threat;
  }
  return largest?.current ? `largest: ${largest.name} ${money(largest.current.ale)}` : null;
}

export function controlWords(control: ReportControl, system: ReportSystem): string {
  if (control.status === 'retired') return 'retired: no effect';
  const money = (value: number) => moneyInWords(value, system.currency);
  const reduces = `reduces ${counted(control.threats.length, 'threat')}`;
  if (control.riskReduction === null) {
    const why =
      control.lacks.length > 0 ? `${listed(control.lacks, 3)} without figures` : 'an error in its text or threats';
    return joined([
      control.threats.length > 0 ? `no figure: ${why}` : 'no figure',
      control.threats.length > 0 ? reduces : null,
    ]);
  }
  const atLeast = control.lacks.length > 0 ? 'at least ' : '';
  if (control.status === 'in-place') {
    const running = control.costPerYear ?? 0;
    const cost = running > 0 ? `, costs ${money(running)} a year` : '';
    return joined([
      `saves ${atLeast}${money(control.riskReduction)} a year${cost}`,
      control.threats.length > 1 ? reduces : null,
    ]);
  }
  return joined([
    `would save ${atLeast}${money(control.riskReduction)} a year`,
    control.roi === null ? null : `${moneyPerOne(control.roi, system.currency)} in year one`,
    control.paybackYears === null ? null : paybackWords(control.paybackYears),
    reduces,
  ]);
}

function paybackWords(years: number): string {
  return years <= 0 ? 'pays from the first day' : `paid back in ${durationInWords(years)}`;
}

const plainMeasures = /\b(probability-of-loss)\b/;
const ratioMeasures = /\b(roi|rosi|events)\b/;

/** `holds: $1.62M` or `broken: $2.31M, limit $2M`. */
export function expectationWords(expectation: ReportExpectation, currency: string, limit: string): string {
  if (expectation.found === null) return 'no figure to hold it against';
  const found = measureInWords(expectation.text, expectation.found, currency);
  if (expectation.holds === null) return `undecided: ${found}, limit ${limit}`;
  return expectation.holds ? `holds: ${found}` : `broken: ${found}, limit ${limit}`;
}

function measureInWords(text: string, value: number, currency: string): string {
  const measure = text.split(/\s+/).slice(0, 4).join(' ');
  if (plainMeasures.test(measure)) return percentInWords(value);
  if (ratioMeasures.test(measure)) return String(Number(value.toPrecision(3)));
  return moneyInWords(value, currency);
}

function differs(a: number, b: number): boolean {
  return Math.abs(a - b) > 0.0005 * Math.max(Math.abs(a), Math.abs(b));
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(between);
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, '');
}
