/** Scopes are made by system (scope-provider.ts); only what other files may see is collected here. */
import { DefaultScopeComputation, type LocalSymbols, MultiMap } from 'langium';

export class RiskScopeComputation extends DefaultScopeComputation {
  override async collectLocalSymbols(): Promise<LocalSymbols> {
    return new MultiMap();
  }
}
