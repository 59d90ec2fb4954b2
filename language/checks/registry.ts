/** Every check and every code. A new check is a file of its own and one line here. */
import { appetiteOrder } from './appetite-order.ts';
import { boundaryAnonymous } from './boundary-anonymous.ts';
import { boundaryPlaintext } from './boundary-plaintext.ts';
import type { Check } from './check.ts';
import { coveredTwice } from './covered-twice.ts';
import { duplicateProperty } from './duplicate-property.ts';
import { evidenceMissing, evidenceStale, evidenceUnmatched, evidenceUnreadable } from './evidence-files.ts';
import { expectationFit } from './expectation-fit.ts';
import { flowEnds } from './flow-ends.ts';
import { functionName } from './function-name.ts';
import { impossibleDate } from './impossible-date.ts';
import { noEffect } from './no-effect.ts';
import { noSource } from './no-source.ts';
import { noZone } from './no-zone.ts';
import { overdetermined } from './overdetermined.ts';
import { partialMatch } from './partial-match.ts';
import { stale } from './stale.ts';
import { strideGap } from './stride-gap.ts';
import { unclassified } from './unclassified.ts';
import { unquantified } from './unquantified.ts';
import { unused } from './unused.ts';
import { unusedValue } from './unused-value.ts';

/** What looks at the text and its model, without figures. */
export const checks: readonly Check[] = [
  duplicateProperty,
  overdetermined,
  coveredTwice,
  flowEnds,
  functionName,
  impossibleDate,
  expectationFit,
  appetiteOrder,
  strideGap,
  unquantified,
  noSource,
  stale,
  boundaryPlaintext,
  boundaryAnonymous,
  noZone,
  unclassified,
  unused,
  unusedValue,
  noEffect,
  partialMatch,
  evidenceMissing,
  evidenceUnreadable,
  evidenceStale,
  evidenceUnmatched,
];
