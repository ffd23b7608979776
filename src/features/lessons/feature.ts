/** Lessons. The rules are in `rules.ts`; other practices supply what lessons are made of. */
import { type Feature, joinParts } from '#core/feature.ts';
import { acts } from './acts.ts';
import { addingWith } from './adding/handlers.ts';
import { quotes, sources as messageLinks } from './adding/rows.ts';
import { lessonsCopy } from './copy.ts';
import { digestItems } from './digest.ts';
import { effect } from './effect/handlers.ts';
import { evidence } from './evidence.ts';
import { records } from './export.ts';
import { actionsWith, viewsWith } from './handlers.ts';
import { history } from './history/handlers.ts';
import { homeSectionWith } from './home.ts';
import { imports } from './imports/rows.ts';
import { jobs, postsWith } from './posts.ts';
import { searching } from './search/handlers.ts';
import { records as broughtIn } from './record/rows.ts';
import { documents } from './reading/documents.ts';
import { review } from './review/posts.ts';
import { drafts, lessons as lessonTable, opinions, parts, trials, versions } from './rows.ts';
import { lessonLibrary, type Sources } from './sources.ts';
import { onSubjectFrom } from './subject.ts';

/** @param sources the practices that lessons can be made from; none is known here */
export function lessons(sources: Sources): Feature {
  return {
    name: 'lessons',
    title: lessonsCopy.named('practice.title'),
    copy: lessonsCopy,
    tables: [
      drafts,
      lessonTable,
      parts,
      opinions,
      messageLinks,
      quotes,
      broughtIn,
      imports,
      trials,
      versions,
    ],
    records,
    ...joinParts([
      { actions: actionsWith(sources), views: viewsWith(sources), posts: postsWith(sources), jobs },
      searching,
      addingWith(sources),
      effect,
      history,
      review,
    ]),
    homeSection: homeSectionWith(sources),
    digestItems,
    lessonLibrary,
    documents,
    onSubject: onSubjectFrom(lessonLibrary),
    evidence,
    acts,
  };
}
