/** The rows of this feature. */
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
import { recordsIn } from '#core/records.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { promptStates, titleOf } from './rules.ts';

/** What a person typed and has not saved: for their eyes only. */
export const drafts = ownTable(
  'learned_draft',
  ['about'],
  {
    /** The share that it changes; or else the address of the message that it links to, or the channel that it is for. */
    about: text.internal,
    what: text,
    use_when: text,
    link: text,
    topics: text,
    typed_at: instant,
  },
  {
    // Nobody comes back to what they left for longer.
    kept: { name: 'learned.drafts', days: 14, since: 'typed_at' },
    exported: { as: 'drafts', order: 'typed_at' },
  },
);

/** The words of a draft, and of a share, as they stand in the form. */
export const typedWords = recordsIn(drafts, {
  what: 'what',
  useWhen: 'use_when',
  link: 'link',
  topics: 'topics',
});

export const ownDrafts = draftsIn(drafts, (about: string) => ({ about }), typedWords);

/** One thing that somebody learned. */
export const shares = sharedTable(
  'learned_share',
  {
    what: text,
    use_when: text,
    /** An address outside of Slack, or empty. */
    link: text,
    /** With commas between them, or empty. */
    topics: text,
    /** Where it was shared, and is posted. */
    channel_id: channel,
    /** The prompt that it answers. */
    prompt_id: reference.orNull.internal,
    /** Posted in the thread of that prompt. */
    in_thread: flag.internal,
    reach: choice(visibilities),
    /** The audience of the row, for what others say about it. */
    reach_id: audience,
    /** Its channel was public then, so its name may be told. */
    from_public: flag.internal,
    shared_at: instant,
    edited_at: instant.orNull,
    /** Taken back by its author: no words are left. The row stays until it is too old, since what others said hangs on it. */
    taken_back_at: instant.orNull,
  },
  {
    // Three years: a lesson outlives the project that it comes from.
    kept: { name: 'learned.shares', days: 1_095, since: 'shared_at' },
    exported: { as: 'shares', withId: true, writers: 'authors' },
    called: titleOf,
  },
);

export type ShareRow = RowOf<typeof shares>;

const share_id = partOf(shares);

/** Somebody used it, and says how: for whoever may read the share. One a person. */
export const uses = sharedTable(
  'learned_use',
  { share_id, how: text, used_at: instant },
  { exported: { as: 'uses', withId: true, writers: 'by' } },
);

export type UseRow = RowOf<typeof uses>;

/** The words of the message that a share links to, given by whoever wrote it: for whoever is in the channel. At most one a share. */
export const quotes = sharedTable(
  'learned_quote',
  {
    share_id,
    channel_id: channel.internal,
    /** Empty once they are gone: with their author, or with the link. */
    words: text,
    given_at: instant,
  },
  { exported: { as: 'quotes', withId: true, writers: 'by' } },
);

export type QuoteRow = RowOf<typeof quotes>;

/** Somebody finds it useful. Others may only count these. */
export const useful = ownTable(
  'learned_useful',
  ['share_id'],
  { share_id, said_at: instant },
  { exported: { as: 'useful' } },
);

/** What a share links to in Slack: for whoever may see that conversation, however far the share goes. At most one a share. */
export const sources = sharedTable('learned_source', {
  share_id,
  /** Empty once whoever wrote the message took it out. */
  link: text,
  /** Who wrote it, where that is somebody else. */
  author_id: person.orNull,
  /** When they said that their words are not to be kept beside the share, if they did. */
  declined_at: instant.orNull,
});

export type SourceRow = RowOf<typeof sources>;

/** A channel was asked, or would have been: its id is that of the ritual's occurrence. The channel's, without an author. */
export const prompts = sharedTable(
  'learned_prompt',
  {
    channel_id: channel,
    /** Which of the questions. */
    question: number.internal,
    asked_at: instant,
    /** Where what is shared goes. */
    place: choice(['thread', 'channel']).internal,
    state: choice(promptStates),
    /** Who was asked how to go on, and who decided. */
    owner_id: person.orNull.theirs,
    decided_by: person.orNull.theirs,
  },
  {
    // Two years: as long as others may compare how a team's weeks went.
    kept: { name: 'learned.prompts', days: 730, since: 'asked_at' },
    exported: { as: 'prompts', withId: true },
  },
);

export type PromptRow = RowOf<typeof prompts>;
