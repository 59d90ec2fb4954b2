import { expectCode } from './helpers.ts';

describe('no-zone', () => {
  it('fires for services and stores where the system has zones', async () => {
    await expectCode('no-zone', 'zone Z service ⟦no-zone: A⟧ store ⟦no-zone: B⟧ service C in Z external D');
  });

  it('is silent without zones', async () => {
    await expectCode('no-zone', 'service A store B');
  });
});

describe('unclassified', () => {
  it('fires for an asset without data', async () => {
    await expectCode('unclassified', 'asset ⟦unclassified: A⟧ {} asset B { data internal }');
  });
});

describe('unused', () => {
  it('fires for each kind of declaration that nothing uses', async () => {
    await expectCode(
      'unused',
      `estimate ⟦unused: E⟧ = 1..2 distribution ⟦unused: D⟧ = 1..2 unit ⟦unused: parcel⟧, parcels
      citation ⟦unused: C⟧ { link "https://example.org" } agent ⟦unused: G⟧ asset ⟦unused: A⟧ {} zone ⟦unused: Z⟧
      service ⟦unused: S⟧ store ⟦unused: T⟧ external ⟦unused: X⟧`,
    );
  });

  it('is silent for what is used', async () => {
    await expectCode(
      'unused',
      `estimate E = 1..2 distribution D = 1..2 unit parcel
      citation C { link "https://example.org" } agent G asset A { size 5..10 parcels } zone Z
      service S in Z store T { holds A } external X flow from X to T
      threat H { on S by G frequency E * D per year { source C } loss $1..$2 * (A.size / 1 parcel) }`,
    );
  });

  it('does not count a declaration that names only itself', async () => {
    await expectCode('unused', 'estimate ⟦unused: E⟧ = E + 1');
  });

  it('waits until everything can be read', async () => {
    await expectCode('unused', 'agent G threat T { by }');
  });
});

describe('unused-value', () => {
  it('fires for a value that no threat and no control leads to', async () => {
    await expectCode('unused-value', 'asset A { ⟦unused-value: value $1M..$2M⟧ } estimate E = A.value');
  });

  it('is silent for a value that a loss uses, also through an estimate', async () => {
    await expectCode(
      'unused-value',
      'asset A { value $1M..$2M } estimate E = A.value * 2 threat T { frequency 1 per year loss E }',
    );
  });
});
