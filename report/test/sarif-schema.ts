/** The schema of SARIF 2.1.0, as a package ships it: a value that does not fit fails with the places and reasons. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';

const entry = createRequire(import.meta.url).resolve('@microsoft/jest-sarif');
const { $schema, id, ...schema } = JSON.parse(
  readFileSync(new URL('./schemas/sarif-2.1.0-rtm.5.json', `file://${entry}`), 'utf8'),
);
assert.match($schema, /draft-04/);
assert.match(id, /sarif-2\.1\.0/);

const ajv = new Ajv({
  allErrors: true,
  strict: false,
  // One pattern of the schema (a language tag) is valid only without the flag.
  unicodeRegExp: false,
  formats: {
    uri: (text) => URL.canParse(text),
    'uri-reference': (text) => URL.canParse(text, 'file:///root/') && !/[\s\\^`{|}<>"]/.test(text),
    'date-time': (text) => !Number.isNaN(Date.parse(text)),
  },
});
const validate = ajv.compile(schema);

export function assertIsSarif(value: unknown): void {
  assert.deepEqual(sarifMistakes(value), []);
}

export function sarifMistakes(value: unknown): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
