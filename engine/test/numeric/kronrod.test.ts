import assert from 'node:assert/strict';
import { integrate } from '../../numeric/kronrod.ts';

function near(found: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(found - expected) <= tolerance, `${found}, expected ${expected}`);
}

describe('integrals by the rule of Gauss and Kronrod', () => {
  it('are exact for polynomials of degree 22', () => {
    for (let degree = 0; degree <= 22; degree += 2)
      near(
        integrate((x) => x ** degree, [-1, 1], 1),
        2 / (degree + 1),
        1e-14,
      );
  });

  it('agree with closed forms, to the tolerance', () => {
    for (const tolerance of [1e-6, 1e-9, 1e-12]) {
      near(
        integrate((x) => 1 / (1 + x * x), [0, 1], tolerance),
        Math.PI / 4,
        tolerance,
      );
      near(
        integrate((x) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI), [-9, 9], tolerance),
        1,
        tolerance,
      );
      near(
        integrate((x) => Math.sqrt(x), [0, 1], tolerance),
        2 / 3,
        tolerance,
      );
      near(
        integrate((x) => Math.sin(40 * x) ** 2 / 4, [0, Math.PI], tolerance),
        Math.PI / 8,
        tolerance,
      );
    }
  });

  it('find a bend and a jump, and take a cut for what it is', () => {
    const bent = (x: number): number => Math.abs(x - 1 / 3);
    near(integrate(bent, [0, 1], 1e-10), 5 / 18, 1e-10);
    near(integrate(bent, [0, 1 / 3, 1], 1e-10), 5 / 18, 1e-15);
    near(
      integrate((x) => (x < 0.3001 ? 0 : 1), [0, 1], 1e-7),
      0.6999,
      1e-6,
    );
  });

  it('ask for no more than a piece needs', () => {
    let asked = 0;
    integrate(
      (x) => {
        asked++;
        return Math.cos(x);
      },
      [0, 1, 2],
      1e-12,
    );
    assert.equal(asked, 30);
  });
});
