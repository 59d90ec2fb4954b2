import { expectCode } from './helpers.ts';

describe('units', () => {
  it('declared twice are one finding at each', async () => {
    await expectCode('duplicate', 'unit ⟦duplicate: parcel⟧, parcels\nunit box, boxes\nunit ⟦duplicate: parcel⟧');
    await expectCode('duplicate', 'unit ⟦duplicate: box⟧, boxes\nunit ⟦duplicate: crate⟧, boxes');
  });

  it('that the language has are not declared again', async () => {
    await expectCode('duplicate', 'unit ⟦duplicate: hour⟧');
    await expectCode('duplicate', 'unit shift, ⟦duplicate: days⟧');
  });
});
