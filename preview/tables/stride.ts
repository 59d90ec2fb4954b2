/** STRIDE categories as their letters, spelt out for screen readers and on hover. */
import { h, type ViewElement } from '../dom/node.ts';

const categories = [
  'spoofing',
  'tampering',
  'repudiation',
  'information-disclosure',
  'denial-of-service',
  'elevation-of-privilege',
];

/** `S T R I D E` with what applies in full ink. */
export function strideLetters(stride: readonly string[]): ViewElement {
  return h(
    'span',
    { class: 'stride', title: spoken(stride) },
    h('span', { class: 'unseen' }, spoken(stride)),
    categories.map((category) =>
      h(
        'span',
        { 'aria-hidden': 'true', class: stride.includes(category) ? 'on' : 'off' },
        category.charAt(0).toUpperCase(),
      ),
    ),
  );
}

function spoken(stride: readonly string[]): string {
  return stride.length === 0 ? 'no STRIDE category' : stride.map((category) => category.replace(/-/g, ' ')).join(', ');
}
