/** Cards that are written after collecting, from the message, Home, or a form that was still open. */
import type { FeaturePart } from '#core/feature.ts';
import { messageOf } from '#core/kit/message.ts';
import { errors, onAction, open, type Reply, say, update } from '#core/listener.ts';
import { dropDraft, keepDraft, longLine } from '../collect/operations.ts';
import { linesOf, ownCardsOf } from '../collect/rows.ts';
import { columnFields, deleteLate, renderOwn } from '../collect/screens.ts';
import * as answers from '../session/answers.ts';
import { ifSeen, retroPost } from '../session/retro-post.ts';
import { columnsIn } from '../start/formats.ts';
import * as ids from './ids.ts';
import { addLate, deleteLate as withdraw, lateBefore } from './operations.ts';
import { lateIn, leftIn, leftOf, ownLateOf } from './rows.ts';
import { mostLate, mostLateEach, placeOf, whyNotLate } from './rules.ts';
import * as screens from './screens.ts';

/** The form with what the person has left, if they may write. */
export async function showLate(here: answers.Acting, reply: typeof open, round?: string): Promise<Reply> {
  const { t, scope, loaded, by } = here;
  const why = whyNotLate(loaded.retro, by);
  if (why !== null)
    return why === 'notYet' ? answers.tell(here, 'late.collecting') : answers.refused(here, why);
  const left = await leftIn(scope, loaded.row);
  const view = { typed: left ?? [], isLeft: left !== null, all: await leftOf(scope) };
  return reply(screens.lateForm(t, loaded, round === undefined ? view : { ...view, round }));
}

/** What was typed in the form for cards after collecting was over: kept, and shown in the form that says what can become of it. */
export async function turnLate(
  here: answers.Acting,
  draft: Parameters<typeof keepDraft>[1],
): Promise<Reply | null> {
  if (whyNotLate(here.loaded.retro, here.by) !== null) return null;
  await keepDraft(here, draft);
  return (await leftIn(here.scope, here.loaded.row)) === null ? null : showLate(here, update);
}

type Typed = Readonly<Record<(typeof columnFields)[number], string>>;

const typedIn = (here: answers.Acting, fields: Typed) =>
  columnFields.slice(0, columnsIn(here.loaded.row).length).map((name) => fields[name]);

const save = answers.onRetroForm(
  ids.lateModal,
  'column0',
  async (here, { place }, fields): Promise<Reply> => {
    const { t, loaded, by } = here;
    const { row, retro } = loaded;
    const why = whyNotLate(retro, by);
    if (why === 'notYet') return errors({ column0: t.plain('late.collecting') });
    if (why !== null) return answers.refusedAt(here, 'column0', why);
    const typed = typedIn(here, fields);
    const byColumn = typed.map(linesOf);
    const lines = columnsIn(row).flatMap(({ id: column }, at) =>
      (byColumn[at] ?? []).map((text) => ({ column, text })),
    );
    const long = longLine(byColumn);
    if (lines.length === 0) return errors({ column0: t.plain('late.empty') });
    if (long !== null) return errors({ [`column${long.column}`]: t.plain(long.key, long.values) });
    const length = lines.reduce((sum, { text }) => sum + text.length, 0);
    if (lines.length > mostLate.cards || length > mostLate.characters)
      return errors({ column0: t.plain('late.many', mostLate) });
    if (placeOf(retro, row.names) !== place) {
      // Meanwhile something else becomes of them than they were told.
      await keepDraft(here, { typed, shown: [] });
      return showLate(here, update);
    }
    const had = await lateBefore(here, place);
    const left = Math.max(0, mostLateEach - had);
    if (lines.length > left)
      return errors({ column0: t.plain('late.full', { place, had, left, most: mostLateEach }) });
    await addLate(here, lines);
    return say(messageOf(t.mrkdwn(`late.said.${place}`)));
  },
  async (here, _metadata, fields) => {
    await keepDraft(here, { typed: typedIn(here, fields), shown: [] });
    return { kind: 'nothing' };
  },
);

const remove = onAction(deleteLate, async (interaction, { card }) => {
  const found = await withdraw({ scope: interaction.scope, by: interaction.person.userId }, card);
  if (found === null) return answers.tell(interaction, 'refused.cardGone');
  return answers.withRetro(interaction, found.row.id, null, async ({ t, scope, loaded }) =>
    update(
      renderOwn(t, loaded, await ownCardsOf(scope, found.row.id), 0, await ownLateOf(scope, found.row.id)),
    ),
  );
});

const told = retroPost(
  ids.latePostId,
  'title.late',
  async (t, loaded, { round, by = null }, read) => {
    const shown = await lateIn(read, loaded.row, { round, by });
    return shown.length === 0 ? null : screens.lateMessage(t, loaded, shown, by);
  },
  ifSeen((t) => t.mrkdwn('late.gone')),
);

export const late: FeaturePart = {
  actions: [
    answers.onRetro(ids.addLate, null, (here) => showLate(here, open)),
    // From Home, and from the list under another one.
    answers.onRetro(ids.readLeft, null, (here) => showLate(here, open)),
    answers.onRetro(ids.dropLeft, null, async (here) => {
      await dropDraft(here.scope, here.loaded.row.id, here.by);
      return showLate(here, update, here.newId());
    }),
    remove,
  ],
  views: [save],
  posts: [told],
};
