/** The practices of Lore, in the order in which help and the manifest list them. Adding one is one line here. */
import type { Feature } from './core/feature.ts';
import { digest } from './features/digest/feature.ts';
import { journey } from './features/journey/feature.ts';
import { learned } from './features/learned/feature.ts';
import { retro } from './features/retro/feature.ts';
import { rotation } from './features/rotation/feature.ts';

/** Those that have something for the agenda of a team's meeting, if there is one; the digest takes from all. */
const givers: readonly Feature[] = [retro, learned, journey];

const taught: readonly Feature[] = [...givers, rotation(givers)];

export const features: readonly Feature[] = [...taught, digest(taught)];
