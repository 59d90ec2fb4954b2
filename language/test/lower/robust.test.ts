import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { solve } from '../../../engine/index.ts';
import { lowerSystem } from '../../lower/index.ts';
import { parse } from '../helpers.ts';
import { lower, lowerClean, near, uncounted } from './helpers.ts';

const text = readFileSync(new URL('../fixtures/threats.risk', import.meta.url), 'utf8');
const tokens = text.match(/\s+|"[^"]*"|[\p{L}\p{N}_.$%-]+|./gu) ?? [];

describe('lowering of damaged texts', () => {
  for (const [part, body, counted] of [
    ['elements', 'stride spoofing on', true],
    ['STRIDE categories', 'on Cart stride', true],
    ['weaknesses', 'cwe', true],
    ['frequency', 'stride spoofing frequency', false],
  ] as const)
    it(`${counted ? 'keeps' : 'stops'} the figures of a threat whose ${part} are being typed`, async () => {
      const rest = counted ? 'frequency 2 per year loss $5k' : 'loss $5k';
      const lowered = await lower(`service Cart\nthreat Odd {\n  ${body}\n  ${rest}\n}\n`);
      assert.deepEqual(uncounted(lowered), counted ? [] : ['Odd: error']);
    });

  it('never throws, and gives a model whose indices are whole', async () => {
    const damage = fc.tuple(
      fc.nat(tokens.length - 1),
      fc.constantFrom('drop', 'double', 'swap', 'garbage', 'cut'),
      fc.nat(tokens.length - 1),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (changes) => {
        const broken = [...tokens];
        for (const [at, how, other] of changes) {
          if (how === 'drop') broken[at] = '';
          else if (how === 'double') broken[at] = `${broken[at]} ${broken[at]}`;
          else if (how === 'swap') [broken[at], broken[other]] = [broken[other], broken[at]];
          else if (how === 'garbage') broken[at] = '§ 5..';
          else broken.length = Math.max(1, at);
        }
        const { project } = await parse(broken.join(''));
        for (const system of project.systems) {
          const { model, description } = lowerSystem(system, { today: '2026-11-21' });
          const isThreat = (index: number) => index >= 0 && index < model.threats.length;
          assert.ok(model.groups.every((group) => group.threats.every(isThreat)));
          assert.ok(
            model.controls.every((control) => control.effects.every((effect) => effect.threats.every(isThreat))),
          );
          assert.ok(
            model.threats.every(
              (threat) => threat.loss !== null && threat.leadsTo.every(({ target }) => isThreat(target)),
            ),
          );
          assert.equal(model.threats.length + description.uncounted.length, description.threats.length);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

describe('a lowered model', () => {
  it('gives the figures of the article', async () => {
    const { model } = await lowerClean(`
      system InnovaPay { currency USD horizon 3 years discount 8% }
      threat RecipientTampering {
        frequency every 2 years
        loss { response $300k replacement $400k secondary { fines $400k reputation $500k } }
      }
      control PayloadEncryption { cost $150k reduces frequency of RecipientTampering by 95% }
      control FraudDetection { cost $90k per year reduces loss of RecipientTampering by 31.25% }`);
    const figures = await solve(model, {});
    near(figures.threats[0].current?.ale ?? 0, 800_000, 1e-12);
    const [detection, encryption] = figures.controls;
    near(encryption.riskReduction ?? 0, 760_000, 1e-12);
    near(encryption.roi ?? 0, 760 / 150, 1e-12);
    near(encryption.netBenefit ?? 0, 1_808_594, 1e-6);
    near(detection.riskReduction ?? 0, 250_000, 1e-12);
  });
});
