/** The settings under `risk.*` that the server reads, and what the client said that it can do. */
import type { InitializeParams } from 'vscode-languageserver-protocol';

export interface Settings {
  readonly lens: {
    readonly enabled: boolean;
    /** Services and stores always have a lens; with this, externals, flows, assets, zones and agents have one, too. */
    readonly allElements: boolean;
    readonly estimates: boolean;
  };
  readonly hints: {
    readonly enabled: boolean;
  };
  readonly compare: {
    readonly enabled: boolean;
  };
}

export const defaultSettings: Settings = {
  lens: { enabled: true, allElements: false, estimates: false },
  hints: { enabled: true },
  compare: { enabled: true },
};

/** What the client can do, as far as the server behaves differently. */
export interface ClientAbilities {
  readonly lensRefresh: boolean;
  readonly hintRefresh: boolean;
  readonly tokensRefresh: boolean;
  readonly configuration: boolean;
  readonly showDocument: boolean;
  /** The client has the command `risk.showItem` itself. */
  readonly showItem: boolean;
  readonly watchedFiles: boolean;
  /** Patterns of watched files may have a folder of their own, outside of the workspace, too. */
  readonly relativePatterns: boolean;
  /** Address of the folder with the pages of the checks, if the client brings them along. */
  readonly pages: string | null;
  /** Whether people trust the workspace; a client that does not say so has no untrusted ones. */
  readonly trusted: boolean;
}

export const noAbilities: ClientAbilities = {
  lensRefresh: false,
  hintRefresh: false,
  tokensRefresh: false,
  configuration: false,
  showDocument: false,
  showItem: false,
  watchedFiles: false,
  relativePatterns: false,
  pages: null,
  trusted: true,
};

/** Reads settings from what a client sent; anything that does not fit is left at its default. */
export function settingsFrom(value: unknown): Settings {
  const lens = member(value, 'lens');
  const hints = member(value, 'hints');
  return {
    lens: {
      enabled: flag(member(lens, 'enabled'), defaultSettings.lens.enabled),
      allElements: flag(member(lens, 'allElements'), defaultSettings.lens.allElements),
      estimates: flag(member(lens, 'estimates'), defaultSettings.lens.estimates),
    },
    hints: { enabled: flag(member(hints, 'enabled'), defaultSettings.hints.enabled) },
    compare: { enabled: flag(member(member(value, 'compare'), 'enabled'), defaultSettings.compare.enabled) },
  };
}

export function abilitiesFrom(params: InitializeParams): ClientAbilities {
  const workspace = params.capabilities.workspace;
  const commands = member(params.initializationOptions, 'commands');
  const pages = member(params.initializationOptions, 'pages');
  return {
    lensRefresh: workspace?.codeLens?.refreshSupport === true,
    hintRefresh: workspace?.inlayHint?.refreshSupport === true,
    tokensRefresh: workspace?.semanticTokens?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    showDocument: params.capabilities.window?.showDocument?.support === true,
    showItem: Array.isArray(commands) && commands.includes('risk.showItem'),
    watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    relativePatterns: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    pages: typeof pages === 'string' && URL.canParse(pages) ? pages.replace(/\/$/, '') : null,
    trusted: member(params.initializationOptions, 'trusted') !== false,
  };
}

/** A member of a value of unknown form; undefined where there is none. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}
