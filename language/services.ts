/** The language's services on Langium, without LSP. A server adds its own module on top of `riskModule`. */
import {
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  type DefaultSharedCoreModuleContext,
  EmptyFileSystem,
  inject,
  type LangiumCoreServices,
  type LangiumSharedCoreServices,
  type Module,
  type PartialLangiumCoreServices,
  type PartialLangiumSharedCoreServices,
} from 'langium';
import { RiskGeneratedModule, RiskGeneratedSharedModule } from './generated/module.ts';
import { RiskDocumentBuilder } from './names/document-builder.ts';
import { RiskLinker, RiskReferenceDescriptions } from './names/linker.ts';
import { RiskNameProvider } from './names/name-provider.ts';
import { RiskScopeComputation } from './names/scope-computation.ts';
import { RiskScopeProvider } from './names/scope-provider.ts';
import { SystemIndex } from './names/system-index.ts';
import { RiskLexer } from './parser/lexer.ts';
import { RiskLexerMessages, RiskParserMessages } from './parser/messages.ts';
import { createRiskParser } from './parser/parser.ts';
import { RiskTokenBuilder } from './parser/token-builder.ts';
import { RiskValueConverter } from './parser/value-converter.ts';

/** What this language adds to Langium's services. */
export interface RiskAddedServices {
  readonly names: { readonly SystemIndex: SystemIndex };
}

export type RiskServices = LangiumCoreServices & RiskAddedServices;

export const riskModule: Module<RiskServices, PartialLangiumCoreServices & RiskAddedServices> = {
  parser: {
    TokenBuilder: () => new RiskTokenBuilder(),
    Lexer: (services) => new RiskLexer(services),
    LangiumParser: (services) => createRiskParser(services),
    ParserErrorMessageProvider: (services) => new RiskParserMessages(services),
    LexerErrorMessageProvider: () => new RiskLexerMessages(),
    ValueConverter: () => new RiskValueConverter(),
  },
  references: {
    NameProvider: () => new RiskNameProvider(),
    ScopeProvider: (services) => new RiskScopeProvider(services),
    ScopeComputation: (services) => new RiskScopeComputation(services),
    Linker: (services) => new RiskLinker(services),
  },
  workspace: {
    ReferenceDescriptionProvider: (services) => new RiskReferenceDescriptions(services),
  },
  names: {
    SystemIndex: (services) => new SystemIndex(services),
  },
};

/** What this language replaces in the services that all languages share. */
export const riskSharedModule: Module<LangiumSharedCoreServices, PartialLangiumSharedCoreServices> = {
  workspace: {
    DocumentBuilder: (services) => new RiskDocumentBuilder(services),
  },
};

/**
 * Language services without LSP. A connection needs `RiskGeneratedSharedModule`, `riskSharedModule` and `riskModule` on top
 * of its own. With `like`, what depends on the grammar alone is not made again.
 */
export function createRiskServices(
  context: DefaultSharedCoreModuleContext = EmptyFileSystem,
  like?: RiskServices,
): {
  shared: LangiumSharedCoreServices;
  risk: RiskServices;
} {
  const shared = inject(createDefaultSharedCoreModule(context), RiskGeneratedSharedModule, riskSharedModule);
  const known = like === undefined ? {} : { parser: { Lexer: () => like.parser.Lexer } };
  const risk = inject(createDefaultCoreModule({ shared }), RiskGeneratedModule, riskModule, known);
  shared.ServiceRegistry.register(risk);
  return { shared, risk };
}
