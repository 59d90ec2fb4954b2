/** The language server as a program: `--stdio` for any editor, `--node-ipc` for VS Code. */
import { startServer } from './node.ts';

startServer();
