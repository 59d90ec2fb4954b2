/** What the panel needs of the place it runs in: a VS Code webview, or a page of a browser. */
import type { FromPreview, PreviewState, ToPreview } from '../protocol/index.ts';

export interface Host {
  readonly post: (message: FromPreview) => void;
  readonly listen: (receive: (message: ToPreview) => void) => void;
  /** What `store` kept before the last reload, unchecked. */
  readonly stored: () => unknown;
  readonly store: (state: PreviewState) => void;
}

interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewApi;

/** The host of a VS Code webview. May be called once: VS Code gives its interface to the first who asks. */
export function webviewHost(page: Window): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    listen: (receive) => page.addEventListener('message', (event) => receive(event.data as ToPreview)),
    stored: () => api.getState(),
    store: (state) => api.setState(state),
  };
}
