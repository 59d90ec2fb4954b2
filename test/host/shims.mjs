/**
 * Plain JavaScript in place of the two native modules that the server loads at start. Install scripts are never run,
 * so nothing is compiled; without these two the server writes no logs and an orphaned extension host would stay.
 */
import fs from 'node:fs';
import path from 'node:path';

const watchdog = `exports.start = (parent) => {
  const look = () => {
    try { process.kill(parent, 0); } catch (error) { if (error.code === 'ESRCH') process.exit(87); }
  };
  setInterval(look, 1000).unref();
};
`;

// Each name is assigned by itself: the server imports this from an ES module, which sees only such assignments.
const logger = `const fs = require('node:fs');
const path = require('node:path');
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
class Logger {
  constructor(file) {
    this.file = file;
    this.level = 2;
    this.plain = false;
    if (file) fs.mkdirSync(path.dirname(file), { recursive: true });
  }
  write(level, text) {
    if (!this.file || level < this.level) return;
    const line = this.plain ? text : new Date().toISOString() + ' [' + levels[level] + '] ' + text + '\\n';
    try { fs.appendFileSync(this.file, line); } catch { this.file = undefined; }
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  clearFormatters() { this.plain = true; }
  setPattern() {}
  flush() {}
  drop() {}
}
levels.forEach((name, level) => { Logger.prototype[name] = function (text) { this.write(level, text); }; });
const create = async (_name, file) => new Logger(file);
exports.version = 1;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = class extends Logger { constructor(_kind, _name, file) { super(file); } };
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`;

function replace(modules, name, text) {
  const folder = path.join(modules, name);
  const manifest = path.join(folder, 'package.json');
  if (!fs.existsSync(manifest)) return;
  const main = JSON.parse(fs.readFileSync(manifest, 'utf8')).main ?? 'index.js';
  fs.writeFileSync(path.join(folder, /\.c?js$/.test(main) ? main : `${main}.js`), text);
}

/** Replaces the native modules below `modules`, a node_modules folder; those that are not there are left out. */
export function replaceNativeModules(modules) {
  replace(modules, '@vscode/spdlog', logger);
  replace(modules, '@vscode/native-watchdog', watchdog);
  replace(modules, 'native-watchdog', watchdog);
}
