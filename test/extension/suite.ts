/** Entry of the tests inside the extension host: VS Code loads it and calls `run`. */
import * as fs from 'node:fs';
import Mocha from 'mocha';

export async function run(): Promise<void> {
  const output = process.env.RISK_TEST_OUTPUT;
  const say = (line: string) => {
    if (output) fs.appendFileSync(output, `${line}\n`);
  };
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, grep: process.env.RISK_TEST_GREP, reporter: 'base' });
  mocha.suite.emit('pre-require', globalThis, null, mocha);
  // Only now, with mocha's globals in place, may the tests be run through.
  await import('./all.ts');
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const passed = runner.stats?.passes ?? 0;
      say(`${passed} passed, ${failures} failed`);
      if (failures > 0 || passed === 0) reject(new Error(`${failures} of the extension's tests failed.`));
      else resolve();
    });
    runner.on('pass', (test) => say(`  ok ${test.fullTitle()} (${test.duration} ms)`));
    runner.on('fail', (test, error) => say(`  FAILED ${test.fullTitle()}\n${error.stack ?? error}`));
  });
}
