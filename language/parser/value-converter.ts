/** What the text of a token becomes in the syntax tree. */
import { type CstNode, DefaultValueConverter, type GrammarAST, type ValueType } from 'langium';
import { stringValue } from './strings.ts';

export class RiskValueConverter extends DefaultValueConverter {
  protected override runConverter(rule: GrammarAST.AbstractRule, input: string, cstNode: CstNode): ValueType {
    switch (rule.name) {
      case 'STRING':
        return stringValue(input);
      case 'ID':
        // The same letters may be written composed or decomposed: they are the same name.
        return input.normalize('NFC');
      default:
        return super.runConverter(rule, input, cstNode);
    }
  }
}
