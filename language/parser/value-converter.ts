/** What the text of a token becomes in the syntax tree. */
import { DefaultValueConverter, type GrammarAST, type ValueType } from 'langium';
import { stringValue } from './strings.ts';

export class RiskValueConverter extends DefaultValueConverter {
  protected override runConverter(rule: GrammarAST.AbstractRule, input: string): ValueType {
    return valueFor(rule)(input);
  }
}

/** What a rule makes of its text. What a number or a unit means is decided later: every rule gives a text. */
export function valueFor(rule: GrammarAST.AbstractRule): (text: string) => string {
  switch (rule.name) {
    case 'STRING':
      return stringValue;
    case 'ID':
      return nameValue;
    default:
      return (text) => text;
  }
}

/** The same letters may be written composed or decomposed: they are the same name. */
function nameValue(text: string): string {
  return text.normalize('NFC');
}
