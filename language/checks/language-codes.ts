/** Codes that arise while a text is read, linked and lowered, and are not a check with a file of its own. */
import type { CodeInfo } from './code.ts';

function languageError(code: string, title: string, help: string): CodeInfo {
  return { code, severity: 'error', title, help, adjustable: false, needs: 'text' };
}

function warning(code: string, title: string, help: string): CodeInfo {
  return { code, severity: 'warning', title, help, adjustable: true, needs: 'text' };
}

export const syntax = languageError(
  'syntax',
  'Not in the form of the language',
  'The text cannot be read as written. Only the declaration that holds the error loses its figures.',
);

export const reference = languageError(
  'reference',
  'A name that leads nowhere',
  'A name is unknown, or names something of another kind than the place takes.',
);

export const duplicate = languageError(
  'duplicate',
  'Said twice',
  'A name, a property or a statement is given more than once, so that it is not clear which one counts.',
);

export const system = languageError(
  'system',
  'Systems that overlap by accident',
  'A folder has one system, and a system below another says so with `apart from`, because it takes threats out of it.',
);

export const unit = languageError(
  'unit',
  'Not the unit that is expected here',
  'A quantity has a unit that does not fit its place, or that the language does not know.',
);

export const range = languageError(
  'range',
  'A value that cannot be',
  'A bound, a parameter or a possible value lies outside of what its place allows. Nothing is clipped silently.',
);

export const languageCodes: readonly CodeInfo[] = [
  syntax,
  unit,
  range,
  languageError(
    'range-scale',
    'A range whose multiplier is ambiguous',
    'One operand of a range has k, M, B or T and an operand before it has none: both readings would be rising.',
  ),
  languageError(
    'infinite',
    'No finite mean',
    'The tail of the quantity is so heavy that its mean, and with it every expected loss, is infinite.',
  ),
  reference,
  duplicate,
  languageError('cycle', 'A definition that needs itself', 'Names lead round in a circle, so that none has a value.'),
  languageError(
    'exchange',
    'No single exchange rate',
    'Money of another currency needs exactly one `exchange` line of the system. No rate is ever fetched.',
  ),
  system,
  warning(
    'no-system',
    'Outside of every system',
    'The file is in no system although the root has one: its threats are added up apart, with the defaults.',
  ),
  warning(
    'heavy',
    'No finite variance',
    'The tail of the quantity is so heavy that no standard error can be given for a mean.',
  ),
  warning(
    'no-update',
    'An observation that changes nothing',
    'The estimate is a constant: no observation can move what is taken as certain.',
  ),
  warning(
    'surprise',
    'An observation that the estimate did not expect',
    'What was observed lies outside the central 99 % of what the estimate predicts: one of the two is probably wrong.',
  ),
  warning(
    'double-count',
    'A control that counts twice',
    'The observation was made while a control worked, and the control is applied to it once more.',
  ),
  warning(
    'wide-pert',
    'A wide range without a most likely value',
    'The mean of `a..b` is near its middle; over more than a factor of ten an interval with `to` is usually meant.',
  ),
  warning('equal-ends', 'A range whose ends are equal', 'The range is a constant. Write the one value.'),
];
