/** The practices of Lore, in the order in which help and the manifest list them. Adding one is one line here. */
import type { Feature } from '#core/feature.ts';
import { whereOn } from '#core/where-on.ts';
import { coaching } from './features/coaching/feature.ts';
import { digest } from './features/digest/feature.ts';
import { journeyAmong } from './features/journey/feature.ts';
import { learnedAmong } from './features/learned/feature.ts';
import { lessons } from './features/lessons/feature.ts';
import { questionsAmong } from './features/questions/feature.ts';
import { forumsAmong } from './features/forums/feature.ts';
import { indicatorsAmong } from './features/indicators/feature.ts';
import { pulse } from './features/pulse/feature.ts';
import { stretch } from './features/stretch/feature.ts';
import { reorgAmong } from './features/reorg/feature.ts';
import { experimentsAmong } from './features/experiments/feature.ts';
import { pathways } from './features/pathways/feature.ts';
import { purposeAmong } from './features/purpose/feature.ts';
import { retroAmong } from './features/retro/feature.ts';
import { rotation } from './features/rotation/feature.ts';
import { thanksAmong } from './features/thanks/feature.ts';

/** All of them, for those that meet others which they do not know: asked for when they are needed, since some need each other. */
const all = (): readonly Feature[] => features;

/** Those that have something for the agenda of a team's meeting, if there is one; the digest takes from all. */
const itemSources: readonly Feature[] = [retroAmong(all), learnedAmong(all), journeyAmong(all)].map(whereOn);

const lessonSources: readonly Feature[] = [
  ...itemSources,
  lessons(all),
  rotation(itemSources),
  thanksAmong(all),
  coaching,
  questionsAmong(all),
  forumsAmong(all),
  pulse,
  indicatorsAmong(all),
  purposeAmong(all),
  stretch,
  reorgAmong(all),
  experimentsAmong(all),
  pathways,
].map(whereOn);

export const features: readonly Feature[] = [...lessonSources, digest(lessonSources)];
