/** Offers, and who took one: what stands in the database. What is the two people's own is written for them alone; who was told no is nobody's to read. */
import {
  channel,
  choice,
  embargo,
  flag,
  instant,
  number,
  partOf,
  person,
  reference,
  text,
} from '#core/columns.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { chosen, moments, roles, states } from './rules.ts';

/** What somebody offers, as the offer and the assignment that comes of it say it. */
const card = { what: text, skill: text, challenge: number, weeks: number, support: text };

/** Something in somebody's work that would stretch another person. Its readers see who offers it, and never who took it. */
export const offers = sharedTable(
  'stretch_offer',
  {
    channel_id: channel,
    ...card,
    state: choice(['open', 'taken']),
    offered_at: instant,
    /** It is shown until then, unless it is offered again. */
    until: instant,
  },
  {
    kept: { name: 'stretch.offers', days: 365, since: 'until' },
    exported: { as: 'stretchOffers', writers: 'by', order: 'offered_at' },
    searched: {
      title: ['skill', 'what'],
      topics: [],
      useWhen: [],
      text: [],
      at: 'offered_at',
      unless: ['state', 'taken'],
    },
  },
);
export type OfferRow = RowOf<typeof offers>;

/** Somebody takes one on: for them, who offers it, and the person who gives feedback. It stays when the offer goes. */
export const assignments = sharedTable(
  'stretch_assignment',
  {
    offer_id: reference.internal,
    /** Of who takes it on, perhaps a private one that the others know nothing of, so nothing names it: it is kept and erased with it. */
    channel_id: channel,
    ...card,
    taker_id: person.as('taker'),
    /** `null`: they erased their data, and what they wrote is empty. */
    offerer_id: person.orNull.theirs.writing('what', 'skill', 'support').as('offerer'),
    /** Who is asked to give feedback, or has agreed to. */
    partner_id: person.orNull.theirs.as('partner'),
    /** Numbers the people who are asked. */
    nth: number.internal,
    state: choice(states),
    asked_at: instant,
    began_at: instant.orNull,
    /** When both say next how it goes. */
    check_at: instant.orNull.internal,
    /** Numbers these times. */
    round: number.internal,
    /** Keep what each rates from the other, until both did. */
    start_seal: embargo.orNull,
    end_seal: embargo.orNull,
    start_self: flag.internal,
    start_partner: flag.internal,
    end_self: flag.internal,
    end_partner: flag.internal,
    /** What it waits for is over then; once it has begun: it ends then; once it is over: when that was. */
    until: instant,
  },
  {
    kept: { name: 'stretch.assignments', days: 365, since: 'until' },
    exported: { as: 'stretchAssignments', only: 'person', order: 'asked_at' },
  },
);
export type AssignmentRow = RowOf<typeof assignments>;

const assignment_id = partOf(assignments).internal;

/** One line each, every two weeks, for the one who takes it on and who gives feedback. */
export const checks = sharedTable(
  'stretch_check',
  { assignment_id, round: number.internal, words: text, said_at: instant },
  { exported: { as: 'stretchChecks', only: 'person', order: 'said_at' } },
);
export type CheckRow = RowOf<typeof checks>;

/** How well the one who takes it on has the skill, as each of the two says. Under an embargo until both did. */
export const ratings = sharedTable(
  'stretch_rating',
  {
    assignment_id,
    nth: number.internal,
    moment: choice(moments),
    role: choice(roles),
    rating: number,
    rated_at: instant,
  },
  { exported: { as: 'stretchRatings', only: 'person', order: 'rated_at' } },
);
export type RatingRow = RowOf<typeof ratings>;

/** Who was asked to give feedback would rather not: theirs alone, since to others it reads as silence. */
export const declines = ownTable(
  'stretch_no',
  ['assignment_id', 'nth'],
  { assignment_id, nth: number.internal, said_at: instant },
  { exported: { as: 'stretchDeclined', order: 'said_at' } },
);

/** By how many steps somebody grew who agreed to be counted. Their channel may count such rows, and sees none. */
export const growth = ownTable(
  'stretch_growth',
  ['channel_id', 'quarter'],
  {
    channel_id: channel,
    quarter: number,
    self_steps: number.orNull,
    partner_steps: number.orNull,
    counted_at: instant,
  },
  {
    kept: { name: 'stretch.growth', days: 730, since: 'counted_at' },
    exported: { as: 'stretchCounted', order: 'counted_at' },
  },
);

/** Whose project was planned is asked once whether something in it would stretch somebody. */
export const ideas = ownTable(
  'stretch_idea',
  ['project_id'],
  {
    project_id: reference.internal,
    channel_id: channel,
    state: choice(['asked', 'over']),
    asked_at: instant,
  },
  {
    kept: { name: 'stretch.ideas', days: 365, since: 'asked_at' },
    exported: { as: 'stretchIdeas', order: 'asked_at' },
  },
);

export const choices = ownTable(
  'stretch_choice',
  ['choice'],
  { choice: choice(chosen), chosen_at: instant },
  {
    kept: { name: 'stretch.choices', days: 1_095, since: 'chosen_at' },
    exported: { as: 'stretchChoices', order: 'chosen_at' },
  },
);
export type Choice = RowOf<typeof choices>['choice'];

/** Of those that the viewer may see; `null`: it is gone, or not for them. */
export const loadOffer = (read: ReadScope, id: RowId): Promise<OfferRow | null> =>
  findRow(read.from(offers), { id });

export const loadAssignment = (read: ReadScope, id: RowId): Promise<AssignmentRow | null> =>
  findRow(read.from(assignments), { id });

export const ownOffers = (read: ReadScope): Promise<OfferRow[]> =>
  findRows(read.mine(offers), {}, '-offered_at', 'id');

/** Those of the viewer that are not over, the oldest first. */
export const openAssignments = (read: ReadScope): Promise<AssignmentRow[]> =>
  findRows(
    read.from(assignments),
    { state: ['asked', 'looking', 'proposed', 'going', 'rating'] },
    'asked_at',
    'id',
  );

/** What both said, the newest first. */
export const checksOf = (read: ReadScope, assignment: RowId): Promise<CheckRow[]> =>
  findRows(read.from(checks), { assignment_id: assignment }, '-round', 'said_at', 'id');

/** Those that the viewer may read by now. */
export const ratingsOf = (read: ReadScope, { id, nth }: AssignmentRow): Promise<RatingRow[]> =>
  findRows(read.from(ratings), { assignment_id: id, nth }, 'rated_at', 'id');

/** What the viewer chose. */
export const ownChoices = async (read: ReadScope): Promise<readonly Choice[]> =>
  (await findRows(read.from(choices), {}, 'choice')).map((row) => row.choice);

export const hasChosen = async (read: ReadScope, what: Choice): Promise<boolean> =>
  (await findRow(read.from(choices), { choice: what })) !== null;

/** Who is named in it. */
export const peopleOf = ({ taker_id, offerer_id, partner_id }: AssignmentRow): readonly UserId[] =>
  [...new Set([taker_id, offerer_id, partner_id])].filter((user) => user !== null);
