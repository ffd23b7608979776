/** What an owner is asked about their action, in messages to them alone. */
import type { RowId, UserId } from '../../../core/ids.ts';
import { definePost, type Drawing, type Message, type PostRef, type Title } from '../../../core/post.ts';
import type { ReadScope } from '../../../core/scope.ts';
import { startOfDate, type LocalDate } from '../../../core/time/date.ts';
import { askMessage, decidedMessage, type AskedOf } from '../blocks/follow-up.ts';
import { wordsOf } from '../blocks/words.ts';
import { asksWhetherItHelped, isLate, type Ask } from '../domain/follow-up.ts';
import { followPosts, type OfDate } from '../ids/follow-up.ts';
import { loadAction } from '../repository/actions.ts';
import { asked } from '../service/own-actions.ts';
import { retros, type ActionRow } from '../tables.ts';

export const actionTitled: Title<{ readonly action: RowId }> = async (view, { action }, drawing) => {
  const { say } = wordsOf(drawing);
  const row = await loadAction(view, action);
  return row === null ? say.plain('title.actionUnseen') : say.plain('title.action', { what: row.what });
};

/** Asked as long as `isAsked`; afterwards it says what was decided. One that was held back until then is not sent. */
async function build(
  view: ReadScope,
  { action: id }: { readonly action: RowId },
  drawing: Drawing,
  ask: keyof typeof followPosts,
  isAsked: (row: ActionRow) => boolean,
): Promise<Message | null> {
  const { viewer } = view;
  const row = await loadAction(view, id);
  if (row === null || viewer.kind !== 'person') return null;
  const retro = await view
    .from(retros)
    .select('it.about')
    .where('it.id', '=', row.retro_id)
    .executeTakeFirst();
  if (retro === undefined) return null;
  const of: AskedOf = { row, about: retro.about };
  const isTheirs = row.owner_id === viewer.userId;
  if (isTheirs && isAsked(row)) return askMessage(wordsOf(drawing), of, ask);
  return drawing.isAnew === true ? decidedMessage(wordsOf(drawing), row, isTheirs) : null;
}

const accept = definePost(followPosts.accept, {
  title: actionTitled,
  build: (view, params, drawing) =>
    build(view, params, drawing, 'accept', ({ state }) => state === 'proposed'),
});
const isDue = ({ due }: OfDate, row: ActionRow): boolean => startOfDate(row.due_on) === due;

const remind = definePost(followPosts.remind, {
  title: actionTitled,
  build: (view, params, drawing) =>
    build(view, params, drawing, 'remind', (row) => row.state === 'open' && isDue(params, row)),
});

const late = definePost(followPosts.late, {
  title: actionTitled,
  build: (view, params, drawing) =>
    build(
      view,
      params,
      drawing,
      'late',
      (row) => isDue(params, row) && isLate(asked(row), drawing.tz, drawing.now),
    ),
});

const helped = definePost(followPosts.helped, {
  title: actionTitled,
  build: (view, params, drawing) =>
    build(view, params, drawing, 'helped', (row) => asksWhetherItHelped(asked(row), drawing.now)),
});

export const followPostDefinitions = [accept, remind, late, helped];

/** Whether they see to it. */
export function acceptPost(action: RowId, owner: UserId): PostRef {
  return followPosts.accept.ref({ action }, { kind: 'person', user: owner, urgency: 'accept' });
}

export function askPost(
  ask: Ask,
  { id: action, dueOn }: { readonly id: RowId; readonly dueOn: LocalDate },
  user: UserId,
): PostRef {
  if (ask === 'helped') return followPosts.helped.ref({ action }, { kind: 'person', user, urgency: 'rest' });
  const post = ask === 'remind' ? followPosts.remind : followPosts.late;
  return post.ref({ action, due: startOfDate(dueOn) }, { kind: 'person', user, urgency: 'due' });
}
