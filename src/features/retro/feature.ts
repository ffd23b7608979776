/** Retrospectives, as one value. The rules are in `domain.ts`. */
import { type Feature, joinParts } from '#core/feature.ts';
import { followUpPart } from './action-items/follow-up-handlers.ts';
import { actionItemsPart } from './action-items/handlers.ts';
import { actionItems } from './action-items/rows.ts';
import { collecting } from './collect/handlers.ts';
import { cards, drafts, marks } from './collect/rows.ts';
import { control } from './control/handlers.ts';
import { retroCopy } from './copy.ts';
import { digestItems } from './digest.ts';
import { discussing } from './discuss/handlers.ts';
import { discussions } from './discuss/rows.ts';
import { records } from './export.ts';
import { grouping } from './group/handlers.ts';
import { grouped, groupings } from './group/rows.ts';
import { historyPart } from './history/handlers.ts';
import { homeSection } from './home.ts';
import { lessonsPart } from './lessons/handlers.ts';
import { lessonSource, type Others } from './lessons/operations.ts';
import { lessonUses, offers, projectOffers } from './lessons/rows.ts';
import { planning } from './plan/handlers.ts';
import { projects } from './plan/rows.ts';
import { ratingPart } from './rating/handlers.ts';
import { ratings } from './rating/rows.ts';
import { session } from './session/handlers.ts';
import { retros, turns } from './session/rows.ts';
import { starting } from './start/handlers.ts';
import { voting } from './vote/handlers.ts';
import { ballots, standings, votes } from './vote/rows.ts';

/** @param others the practices that keep lessons; none is known here */
export const retroAmong = (others: Others): Feature => ({
  name: 'retro',
  title: (locale) => retroCopy.in(locale, 'UTC').plain('practice.title'),
  copy: retroCopy,
  tables: [
    retros,
    turns,
    votes,
    ratings,
    lessonUses,
    cards,
    drafts,
    discussions,
    actionItems,
    projects,
    marks,
    groupings,
    grouped,
    ballots,
    standings,
    offers,
    projectOffers,
  ],
  records,
  ...joinParts([
    starting,
    session,
    control,
    collecting,
    grouping,
    voting,
    discussing,
    actionItemsPart,
    followUpPart,
    ratingPart,
    planning,
    historyPart(others),
    lessonsPart(others),
  ]),
  homeSection,
  digestItems,
  lessonSource,
});

/** Alone: no lessons are made of it, and it begins with none. */
export const retro = retroAmong(() => []);
