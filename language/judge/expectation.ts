import { counted, listed, type ReportExpectation } from '../../protocol/index.ts';
import { findingAt } from '../checks/finding.ts';
import type * as ast from '../generated/ast.ts';
import type { Finding, LoweredSystem } from '../stages.ts';
import { expectationCode, nearLimitCode } from './expectation-codes.ts';
import type { JudgeContext } from './judgement.ts';
import { contains, isNear, type Limits, limitsOf } from './limits.ts';
import { digitsToTell, inWords, type Measured } from './measures.ts';
import { misfitOf } from './misfit.ts';
import { type Subject, subjectOf } from './subject.ts';

export interface JudgedExpectations {
  readonly findings: readonly Finding[];
  /** As `description.expectations`. */
  readonly results: readonly ReportExpectation[];
}

/** What came out for one `expect`. */
interface Verdict {
  readonly found: number | null;
  /** null: cannot be told. */
  readonly holds: boolean | null;
  readonly finding: Finding | null;
}

/** Holds every `expect` of the system against the figures. */
export function judgeExpectations(context: JudgeContext): JudgedExpectations {
  const { view, lowered } = context;
  const verdicts = view.expectations.map((expectation) => judge(expectation, context));
  return {
    findings: verdicts.flatMap(({ finding }) => finding ?? []),
    results: lowered.description.expectations.map((described, index) => ({
      ...described,
      found: verdicts[index]?.found ?? null,
      holds: verdicts[index]?.holds ?? null,
    })),
  };
}

function judge(expectation: ast.Expectation, context: JudgeContext): Verdict {
  const { lowered } = context;
  const limits = limitsOf(expectation, lowered);
  // What is wrong with the text of the line itself has been said where it was read.
  if (limits === null || misfitOf(expectation) !== null) return unknown(null);
  const subject = subjectOf(expectation, context);
  if (subject === null) return unknown(null);
  const wanted = `${expectation.measure} ${limitsInWords(expectation)}`;
  if (subject.measured === null) {
    return unknown(
      findingAt(expectationCode, expectation, `It is expected that ${subject.name} has ${wanted}, but ${subject.none}`),
    );
  }
  return decide(expectation, subject, subject.measured, limits, wanted, lowered);
}

function decide(
  expectation: ast.Expectation,
  subject: Subject,
  measured: Measured,
  limits: Limits,
  wanted: string,
  lowered: LoweredSystem,
): Verdict {
  const { value: found } = measured;
  const { currency } = lowered.description;
  const digits = digitsToTell(expectation.measure, found, [limits.low, limits.high], currency);
  const shown = inWords(expectation.measure, found, currency, digits);
  const holds = contains(limits, found);
  const say = (info: typeof expectationCode, message: string) => findingAt(info, expectation, message);
  if (subject.lacks.length > 0) {
    const lacking = `${counted(subject.lacks.length, 'threat')} without figures (${listed(subject.lacks, 3)})`;
    const message =
      `Expected ${wanted} of ${subject.name}, found at least ${shown}: it cannot be shown while it lacks ` +
      `${lacking}. Complete the threats first.`;
    return { found, holds: null, finding: say(expectationCode, message) };
  }
  if (isNear(limits, measured)) {
    const message =
      `${subject.name} has ${expectation.measure} ${shown}, nearer to the limit than the simulation can tell ` +
      `(expected ${wanted}). Raise \`trials\` to decide it.`;
    return { found, holds: null, finding: say(nearLimitCode, message) };
  }
  if (holds) return { found, holds, finding: null };
  const message = `Expected ${wanted} of ${subject.name}, found ${shown}. Reduce the risk, or change what is expected.`;
  return { found, holds, finding: say(expectationCode, message) };
}

/** As they are written, for rounded they could read like the figure. */
function limitsInWords({ relation, limit }: ast.Expectation): string {
  return `${relation} ${limit.$cstNode?.text ?? ''}`;
}

function unknown(finding: Finding | null): Verdict {
  return { found: null, holds: null, finding };
}
