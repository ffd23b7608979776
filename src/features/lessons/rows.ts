import {
  audience,
  channel,
  choice,
  flag,
  instant,
  number,
  partOf,
  person,
  reference,
  text,
} from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { draftsIn } from '#core/kit/drafts.ts';
import { lessonEffects } from '#core/lesson-search.ts';
import { visibilities } from '#core/visibility.ts';
import { recordsIn } from '#core/records.ts';
import { standardKinds } from '#core/standard.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { outcomes } from './effect/rules.ts';
import { changes } from './history/rules.ts';
import { lessonStates } from './rules.ts';

/** A person's unsaved input: only they can read it. */
export const drafts = ownTable(
  'lesson_draft',
  ['about'],
  {
    /** The lesson being edited, or what a new one is made from. Editing a lesson reveals a card author. */
    about: reference.leadsBack.internal,
    title: text,
    context: text,
    happened: text,
    use_when: text,
    topics: text,
    typed_at: instant,
  },
  {
    // Nobody returns to a draft later than that.
    kept: { name: 'lessons.drafts', days: 14, since: 'typed_at' },
    exported: { as: 'drafts', order: 'typed_at' },
  },
);

/** The words of a draft and of a lesson, as in the form. */
export const typedWords = recordsIn(drafts, {
  title: 'title',
  context: 'context',
  happened: 'happened',
  useWhen: 'use_when',
  topics: 'topics',
});

export const ownDrafts = draftsIn(drafts, (about: RowId) => ({ about }), typedWords);

/** A lesson. The card authors write it, under the cards' embargo: if names are hidden, the link to them is erased after a while. */
export const lessons = sharedTable(
  'lesson',
  {
    /** The practice that it comes from. */
    source: text.internal,
    gathering_id: reference.internal,
    seed_id: reference.internal,
    title: text,
    context: text,
    happened: text,
    use_when: text,
    /** Separated by commas, or empty. */
    topics: text,
    channel_id: channel,
    /** Its intended visibility. */
    reach: choice(visibilities),
    /** The audience of those who saw the cards, and the intended one: both fixed when it was written. */
    seen_id: audience,
    wide_id: audience,
    /** It is intended for more people than saw the cards. */
    is_wider: flag.internal,
    /** Names are hidden. */
    is_hidden: flag.internal,
    /** Its channel was public then, so its name may be shown. */
    from_public: flag.internal,
    state: choice(lessonStates),
    /** Who wrote it. */
    writer_id: person.orNull.theirs.as('writtenDownBy'),
    cards: number.internal,
    agreed: number.internal,
    round: number.internal,
    ask_until: instant.internal,
    written_at: instant,
    edited_at: instant.orNull,
    /** Since when it reaches its intended audience. */
    kept_at: instant.orNull,
    /** When to check whether it still holds. */
    review_by: instant,
    /** The lesson under which its story is shown, to those who see both. */
    joins_id: reference.orNull.internal,
    /** When someone last said that it does. */
    reviewed_at: instant.orNull,
    /** What has come of it, as the cells below and its trials say (`effectOf`): to search and rank by. */
    effect: choice(lessonEffects),
    /** What it changed, what that is called, and where it is, outside of Slack or in it: `conceal.ts` takes an address away from who may not see it. */
    standard_kind: choice(standardKinds).orNull,
    standard_name: text.orNull,
    standard_link: text.orNull,
    standard_at: instant.orNull,
    /** Whose words these are, where names are shown. */
    standard_by: person.orNull.internal.writing('standard_name', 'standard_link'),
    /** Why it no longer holds (it may be empty), since when, and which lesson to read instead. */
    retired_why: text.orNull,
    retired_at: instant.orNull,
    /** Whose words that is, where names are shown. */
    retired_by: person.orNull.internal.writing('retired_why'),
    replaced_by: reference.orNull,
    /** Its cards tell of something that went well. */
    went_well: flag.internal,
    /** How many projects applied it. */
    applied_in: number,
  },
  {
    // Three years, as for shares: a lesson outlives its project and its retrospective.
    kept: { name: 'lessons.lessons', days: 1_095, since: 'written_at' },
    exported: { as: 'lessons', withId: true, writers: 'authors' },
    called: ({ state, title }) => (state === 'kept' ? title : null),
    isJoint: true,
    searched: {
      title: ['title'],
      topics: ['topics'],
      useWhen: ['use_when'],
      text: ['context', 'happened'],
      at: 'written_at',
      unless: ['state', 'gone'],
    },
  },
);

export type LessonRow = RowOf<typeof lessons>;

/** Its state, as the rules know it. */
export const consents = recordsIn(lessons, {
  state: 'state',
  isWider: 'is_wider',
  isHidden: 'is_hidden',
  cards: 'cards',
  agreed: 'agreed',
  round: 'round',
  askUntil: 'ask_until',
});

const lesson_id = partOf(lessons);

/** One card of a lesson, without its words: the card's author owns this row, and answers in it. */
export const parts = sharedTable('lesson_part', {
  lesson_id,
  /** The lesson's round in which they answered; 0: not yet. */
  round: number.leadsBack,
  /** Whether they agreed then. */
  agreed: flag.leadsBack,
  /** When they were last asked whether the lesson is still true. Where names are hidden nobody is. */
  review_asked_at: instant.orNull.internal,
});

export type PartRow = RowOf<typeof parts>;

/** A reader says that they used it, or find it useful. Others may only count these. */
export const opinions = ownTable(
  'lesson_opinion',
  ['lesson_id', 'said'],
  { lesson_id, said: choice(['used', 'useful']), said_at: instant },
  { exported: { as: 'opinions', order: 'said_at' }, isCountedInExports: true },
);

export type OpinionRow = RowOf<typeof opinions>;

/** A team tried it, and how that went: whose words they are is stored only if the person added themselves. */
export const trials = sharedTable(
  'lesson_trial',
  {
    lesson_id,
    /** The team. */
    channel_id: channel,
    /** It was public then, so its name may be shown to those who may see it. */
    from_public: flag.internal,
    went: choice(outcomes),
    /** One line, or empty. */
    how: text,
    tried_at: instant,
    /** No words are left. One that says no name is nobody's to delete. */
    taken_back_at: instant.orNull.internal,
  },
  { exported: { as: 'trials', withId: true, order: 'tried_at', writers: 'by' } },
);

export type TrialRow = RowOf<typeof trials>;

/** What a lesson said before its words changed, or what else changed about it. Its authors are the lesson's (`Scope.derive`). */
export const versions = sharedTable(
  'lesson_version',
  {
    lesson_id,
    change: choice(changes),
    /** The words that others replaced; empty for a change of anything else. */
    title: text,
    context: text,
    happened: text,
    use_when: text,
    topics: text,
    /** Of another change, in short: the standard's name, or why it was retired. */
    note: text,
    /** All agreed to these words, so they reached its intended audience. */
    was_kept: flag.internal,
    /** Their order. */
    number: number.internal,
    /** Only where names are shown. */
    changed_by: person.orNull.theirs.writing('note'),
    /** Only the day where names are hidden. */
    changed_at: instant,
  },
  { exported: { as: 'versions', order: 'changed_at' } },
);

export type VersionRow = RowOf<typeof versions>;
