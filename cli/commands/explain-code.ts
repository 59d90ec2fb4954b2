import { type CodeInfo, urlOf } from '../../language/checks/code.ts';
import { type TextOptions, wrap } from '../../report/index.ts';

/** What a check means, how loud it is and how it is set. */
export function codeExplanation(info: CodeInfo, { style, width }: TextOptions): string {
  const { code, severity, title, help, adjustable } = info;
  const change = adjustable
    ? `The system sets its level (check ${code} off because "…"), and a comment silences one finding (// risk-ignore ${code}: reason).`
    : 'Its level is fixed, for without it the text has no meaning.';
  const silent = severity === 'error' && adjustable ? ' An error cannot be silenced by a comment.' : '';
  return [
    `${style.strong(code)} ${title} ${style.faint(severity)}`,
    wrap(help, width, '  '),
    '',
    wrap(change + silent, width, '  '),
    wrap(`More: ${urlOf(code)}`, width, '  '),
    '',
  ].join('\n');
}
