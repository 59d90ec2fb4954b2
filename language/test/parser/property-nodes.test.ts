import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { GrammarUtils } from 'langium';
import { nodesBelow } from '../../checks/walk.ts';
import { createRepairingParser } from '../../parser/parser.ts';
import { nodeForProperty } from '../../parser/property-nodes.ts';
import { createRiskServices } from '../../services.ts';

const { risk } = createRiskServices();
const text = readFileSync(new URL('../fixtures/threats.risk', import.meta.url), 'utf8');
const whole = risk.parser.LangiumParser.parse(text);
const damaged = createRepairingParser(risk).parse(text.replaceAll('per year', 'per').replaceAll('"', ''));

describe('the place of a property', () => {
  for (const [what, { value }] of Object.entries({ whole, damaged })) {
    it(`is where Langium finds it, in a ${what} text`, () => {
      let count = 0;
      for (const node of nodesBelow(value)) {
        for (const [property, item] of Object.entries(node)) {
          if (property.startsWith('$')) continue;
          for (const index of Array.isArray(item) ? [...item.keys(), item.length] : [undefined]) {
            const found = nodeForProperty(node.$cstNode, property, index);
            assert.equal(found, GrammarUtils.findNodeForProperty(node.$cstNode, property, index), property);
            count++;
          }
        }
      }
      assert.ok(count > 200, String(count));
    });
  }

  it('is nowhere without a tree', () => {
    assert.equal(nodeForProperty(undefined, 'name'), undefined);
  });
});
