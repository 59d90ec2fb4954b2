import assert from 'node:assert/strict';
import { finds, lacking, lower, lowerClean, lowerFiles, members, threat, uncounted } from './helpers.ts';

const quantified = 'frequency 1 per year loss $1';

describe('groups', () => {
  const world = `
    system S { owner "everyone" }
    zone Outer { owner "platform" }
    zone Inner in Outer
    asset Data { data internal }
    agent Thief
    external User
    service Web in Outer
    service Api in Inner { owner "team-api" }
    store Db in Inner
    flow from User to Web
    flow from Web to Api
    flow Query from Api to Db
    threat A { stride tampering, spoofing on Web affects Data by Thief ${quantified} }
    threat B { stride tampering on Web to Api, Db ${quantified} }
    threat C { on Query ${quantified} owner "me" }
    threat D { on User to Web ${quantified} }
    threat E { on User ${quantified} }
  `;

  it('are made by element, asset, zone, agent, category and owner', async () => {
    const lowered = await lowerClean(world);
    for (const [kind, name, names] of [
      ['element', 'Web', ['A']],
      ['element', 'Web to Api', ['B']],
      ['element', 'Query', ['C']],
      ['element', 'User to Web', ['D']],
      ['element', 'Api', []],
      ['zone', 'Outer', ['A', 'B', 'C']],
      ['zone', 'Inner', ['B', 'C']],
      ['asset', 'Data', ['A']],
      ['agent', 'Thief', ['A']],
      ['stride', 'tampering', ['A', 'B']],
      ['stride', 'spoofing', ['A']],
    ] as const)
      assert.deepEqual(members(lowered, kind, name), names, `${kind} ${name}`);
  });

  it('inherit owners from elements, zones and the system', async () => {
    const lowered = await lowerClean(world);
    assert.deepEqual(
      lowered.description.threats.map(({ name, owner }) => [name, owner]),
      [
        ['A', ['platform']],
        ['B', ['team-api']],
        ['C', ['me']],
        ['D', ['platform']],
        ['E', ['everyone']],
      ],
    );
    assert.deepEqual(members(lowered, 'owner', 'platform'), ['A', 'D']);
  });

  it('leave zones that lie in themselves without figures', async () => {
    const text = `zone A in ⟦cycle: B⟧ zone B in ⟦cycle: A⟧ service S in A threat T { on S ${quantified} }`;
    await finds(text);
    const lowered = await lower(text.replaceAll(/⟦cycle: |⟧/g, ''));
    assert.equal(
      lowered.model.groups.some(({ kind }) => kind === 'zone'),
      false,
    );
    assert.deepEqual(lacking(lowered, 'zone', 'A'), ['T']);
    assert.deepEqual(members(lowered, 'element', 'S'), ['T']);
  });

  it('do not depend on the order of declarations or on files', async () => {
    const declarations = world.split('\n').filter((line) => line.trim() !== '');
    const one = await lowerClean(world);
    const other = await lowerClean([...declarations].reverse().join('\n'));
    assert.deepEqual(other.model, one.model);
    const [system, ...rest] = declarations;
    const files = Object.fromEntries(rest.map((line, index) => [`part/${9 - (index % 9)}-${index}.risk`, line]));
    assert.deepEqual((await lowerFiles({ 'main.risk': system, ...files })).model, one.model);
  });
});

describe('what an error stops', () => {
  const world = (broken: string) => `
    service Web
    service Api
    asset Data { data internal }
    agent Thief
    threat Whole { stride spoofing on Web affects Data by Thief ${quantified} }
    ${broken}
    control C { reduces loss of Whole by 10% }
  `;

  for (const [what, broken] of [
    ['a unit in the frequency', 'frequency $5 loss $1'],
    ['a unit in the loss', 'frequency 1 per year loss 5'],
    ['a name in the loss', 'frequency 1 per year loss Nothing'],
    ['a name after leads to', `${quantified} leads to Nothing in 5%`],
    ['a frequency given twice', 'frequency 1 per year frequency 2 per year loss $1'],
    ['a repair in the frequency', 'frequency per year loss $1'],
    ['a repair in the loss', 'frequency 1 per year loss { response }'],
  ] as const)
    it(`${what} stops the threat and its groups`, async () => {
      const lowered = await lower(
        world(`threat Broken { stride spoofing on Web, Api affects Data by Thief ${broken} }`),
      );
      assert.deepEqual(uncounted(lowered), ['Broken: error']);
      assert.ok(threat(lowered, 'Whole'));
      assert.deepEqual(lacking(lowered, 'element', 'Web'), ['Broken']);
      assert.deepEqual(members(lowered, 'element', 'Web'), ['Whole']);
      assert.deepEqual(lacking(lowered, 'stride', 'spoofing'), ['Broken']);
      assert.deepEqual(lacking(lowered, 'asset', 'Data'), ['Broken']);
    });

  for (const [line, kind, name] of [
    ['on Web, Nothing', 'element', 'Web'],
    ['affects Data, Nothing', 'asset', 'Data'],
    ['by Thief, Nothing', 'agent', 'Thief'],
    ['stride spoofing, spofing', 'stride', 'spoofing'],
  ] as const)
    it(`"${line}" stops only the groups by it`, async () => {
      const lines: Record<string, string> = {
        element: 'on Web',
        asset: 'affects Data',
        agent: 'by Thief',
        stride: 'stride spoofing',
      };
      const body = { ...lines, [kind]: line };
      const lowered = await lower(world(`threat Broken { ${quantified}\n${Object.values(body).join('\n')}\n}`));
      assert.deepEqual(uncounted(lowered), []);
      assert.ok(threat(lowered, 'Broken'));
      const names = { element: 'Web', asset: 'Data', agent: 'Thief', stride: 'spoofing' } as const;
      for (const other of Object.keys(names) as (keyof typeof names)[]) {
        assert.deepEqual(lacking(lowered, other, names[other]), other === kind ? ['Broken'] : [], `${other} ${name}`);
      }
    });

  it('a pair without a flow stops only the groups by place', async () => {
    const lowered = await lower(world(`threat Broken { ${quantified} stride spoofing on Web, Web to Api }`));
    assert.ok(threat(lowered, 'Broken'));
    assert.deepEqual(lacking(lowered, 'element', 'Web'), ['Broken']);
    assert.deepEqual(members(lowered, 'stride', 'spoofing'), ['Broken', 'Whole']);
  });

  it('an estimate in error stops the threats that use it', async () => {
    const lowered = await lower(`estimate X = $5 + 3 estimate Y = 2 * X distribution Z = Y asset A { size $5 }
      threat UsesX { frequency 1 per year loss X }
      threat UsesZ { frequency 1 per year loss Z }
      threat UsesA { frequency 1 per year loss $1 per record * A.size }
      threat UsesNone { ${quantified} }`);
    assert.deepEqual(uncounted(lowered), ['UsesX: error', 'UsesZ: error', 'UsesA: error']);
    assert.deepEqual(
      lowered.findings.map(({ code }) => code),
      ['unit', 'unit'],
    );
  });

  it('a name declared twice is no name', async () => {
    const lowered = await lower(`threat T { ${quantified} } threat T { ${quantified} } threat U { ${quantified} }`);
    assert.deepEqual(uncounted(lowered), ['T: error', 'T: error']);
    assert.equal(lowered.model.threats.length, 1);
  });

  it('a group that holds what a threat without figures leads to is "at least"', async () => {
    const lowered = await lower(`service S service R
      threat A { on R frequency 1 per year leads to B in 5% }
      threat B { on S ${quantified} }`);
    assert.deepEqual(lacking(lowered, 'element', 'S'), ['A']);
    assert.deepEqual(members(lowered, 'element', 'S'), ['B']);
  });
});
