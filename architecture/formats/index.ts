/** Every format that is read: one line here, one file each. The first that recognises a document takes it. */
import { compose } from './compose.ts';
import { cyclonedx } from './cyclonedx.ts';
import { kubernetes } from './kubernetes.ts';
import { otm } from './otm.ts';
import type { Reader } from './reader.ts';
import { threagile } from './threagile.ts';
import { threatDragon } from './threat-dragon.ts';

export const readers: readonly Reader[] = [otm, cyclonedx, threatDragon, threagile, kubernetes, compose];
