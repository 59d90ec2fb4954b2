/** The categories of STRIDE, as the language writes them. */
export const categories = {
  S: 'spoofing',
  T: 'tampering',
  R: 'repudiation',
  I: 'information-disclosure',
  D: 'denial-of-service',
  E: 'elevation-of-privilege',
} as const;

export type StrideLetter = keyof typeof categories;
export type StrideCategory = (typeof categories)[StrideLetter];

export function categoriesOf(letters: string): readonly StrideCategory[] {
  return [...letters].map((letter) => categories[letter as StrideLetter]);
}
