/** What has a name that can be referred to: declarations and `let`s (an argument's name is no such name). */
import { type AstNode, DefaultNameProvider } from 'langium';
import { isExpectation, isLet } from '../generated/ast.ts';
import { declarationOf } from './declarations.ts';

export class RiskNameProvider extends DefaultNameProvider {
  override getName(node: AstNode): string | undefined {
    if (!isLet(node) && (declarationOf(node) !== node || isExpectation(node))) return undefined;
    return super.getName(node);
  }
}
