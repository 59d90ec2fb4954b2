/** The panel in a VS Code webview. */
import { startPanel } from './app.ts';
import { webviewHost } from './host.ts';
import { applyStyles } from './theme/apply.ts';

applyStyles(document);
startPanel(document.body, webviewHost(window));
