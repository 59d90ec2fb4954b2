/** How text for a terminal looks. Colour never says anything that the words do not. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly doubtful: (text: string) => string;
  readonly good: (text: string) => string;
}

/** What a text is made for. */
export interface TextOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly style: Style;
}

const same = (text: string): string => text;

export const plainStyle: Style = { strong: same, faint: same, bad: same, doubtful: same, good: same };

export const colourStyle: Style = {
  strong: sequence(1, 22),
  faint: sequence(2, 22),
  bad: sequence(31, 39),
  doubtful: sequence(33, 39),
  good: sequence(32, 39),
};

function sequence(on: number, off: number): (text: string) => string {
  return (text) => (text === '' ? '' : `\u001B[${on}m${text}\u001B[${off}m`);
}
