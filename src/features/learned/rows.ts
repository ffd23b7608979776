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
import { visibilities } from '#core/visibility.ts';
import { draftsIn } from '#core/kit/drafts.ts';
import { linkedWords, quoteColumns, sourceColumns } from '#core/kit/linked-words.ts';
import { recordsIn } from '#core/records.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { promptStates, titleOf } from './rules.ts';

/** A person's unsaved input: only they can read it. */
export const drafts = ownTable(
  'learned_draft',
  ['about'],
  {
    /** The share being edited; otherwise the address of the linked message, or the channel. */
    about: text.internal,
    what: text,
    use_when: text,
    link: text,
    topics: text,
    typed_at: instant,
  },
  {
    // Nobody returns to a draft later than that.
    kept: { name: 'learned.drafts', days: 14, since: 'typed_at' },
    exported: { as: 'drafts', order: 'typed_at' },
  },
);

/** The words of a draft and of a share, as in the form. */
export const typedWords = recordsIn(drafts, {
  what: 'what',
  useWhen: 'use_when',
  link: 'link',
  topics: 'topics',
});

export const ownDrafts = draftsIn(drafts, (about: string) => ({ about }), typedWords);

/** One thing that a person learned. */
export const shares = sharedTable(
  'learned_share',
  {
    what: text,
    use_when: text,
    /** An address outside Slack, or empty. */
    link: text,
    /** Separated by commas, or empty. */
    topics: text,
    /** Where it was shared and is posted. */
    channel_id: channel,
    /** The prompt that it answers. */
    prompt_id: reference.orNull.internal,
    /** Posted in the thread of that prompt. */
    in_thread: flag.internal,
    reach: choice(visibilities),
    /** The audience of the row, used for opinions on it. */
    reach_id: audience,
    /** Its channel was public then, so its name may be shown. */
    from_public: flag.internal,
    shared_at: instant,
    edited_at: instant.orNull,
    /** Taken back by its author: no words are left. The row stays until it expires, since opinions refer to it. */
    taken_back_at: instant.orNull,
  },
  {
    // Three years: a lesson outlives its project.
    kept: { name: 'learned.shares', days: 1_095, since: 'shared_at' },
    exported: { as: 'shares', withId: true, writers: 'authors' },
    called: titleOf,
  },
);

export type ShareRow = RowOf<typeof shares>;

const share_id = partOf(shares);

/** A person used it and says how: visible to all who may read the share. One per person. */
export const uses = sharedTable(
  'learned_use',
  { share_id, how: text, used_at: instant },
  { exported: { as: 'uses', withId: true, writers: 'by' } },
);

export type UseRow = RowOf<typeof uses>;

/** The words of a linked message. */
export const quotes = sharedTable(
  'learned_quote',
  { share_id, ...quoteColumns },
  { exported: { as: 'quotes', withId: true, writers: 'by' } },
);

/** A person finds it useful. Others may only count these. */
export const useful = ownTable(
  'learned_useful',
  ['share_id'],
  { share_id, said_at: instant },
  { exported: { as: 'useful' } },
);

/** A share's link into Slack. */
export const sources = sharedTable('learned_source', { share_id, ...sourceColumns });

export const linked = linkedWords({ whole: shares, sources, quotes });

/** A channel was asked, or would have been; under the id of the ritual's occurrence. The channel's, without an author. */
export const prompts = sharedTable(
  'learned_prompt',
  {
    channel_id: channel,
    /** Which of the questions. */
    question: number.internal,
    asked_at: instant,
    /** Where answers go. */
    place: choice(['thread', 'channel']).internal,
    state: choice(promptStates),
    /** Who was asked how to continue, and who decided. */
    owner_id: person.orNull.theirs,
    decided_by: person.orNull.theirs,
  },
  {
    // Two years: as long as others may compare a team's weeks.
    kept: { name: 'learned.prompts', days: 730, since: 'asked_at' },
    exported: { as: 'prompts', withId: true },
  },
);

export type PromptRow = RowOf<typeof prompts>;
