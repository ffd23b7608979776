/** Questions. Lore knows only what is listed here. */
import { type Feature, joinParts } from '#core/feature.ts';
import { answering } from './answers/handlers.ts';
import type { Others } from './asking/fitting.ts';
import { asking } from './asking/handlers.ts';
import { copy } from './copy.ts';
import { digestItemsAmong } from './digest.ts';
import { knowing } from './experts/handlers.ts';
import { expertise } from './experts/rows.ts';
import { acts, evidence, lessonSeeds, onSubject } from './others.ts';
import { homeSection } from './home.ts';
import { people } from './people/handlers.ts';
import { asks, replies } from './people/rows.ts';
import { posts } from './posts.ts';
import { answers, questions as table, quiet } from './rows.ts';

/** @param others the practices that may have an answer, or something to ask about */
export const questionsAmong = (others: Others): Feature => ({
  name: 'questions',
  title: copy.named('practice.title'),
  startsOff: { does: copy.named('practice.does') },
  copy,
  tables: [table, answers, quiet, expertise, asks, replies],
  ...joinParts([asking(others), answering, knowing(others), people, { posts }]),
  lessonSeeds,
  homeSection,
  digestItems: digestItemsAmong(others),
  onSubject,
  acts,
  evidence,
});
