/** Every check that needs figures. A new one is a file of its own and one line here. */
import { appetite } from './appetite.ts';
import { averagesOut } from './averages-out.ts';
import type { Judgement } from './judgement.ts';
import { worthlessControl } from './worthless-control.ts';

export const judgements: readonly Judgement[] = [appetite, worthlessControl, averagesOut];
