/** Writing, editing and deleting one's own cards. */
import type { FeaturePart } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import { errors, nothing, onAction, onSubmit, open, push, type Reply, say, update } from '#core/listener.ts';
import { atMoment } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import {
  type Acting,
  onRetro,
  onRetroPages,
  type PageOfRetro,
  refused,
  tell,
  withRetro,
} from '../session/answers.ts';
import { jobNames } from '../session/ids.ts';
import { answeredIn, hasAnswered, loadRetro } from '../session/load.ts';
import { isLastToAnswer, whyNot } from '../session/rules.ts';
import { dropKept, keepFor, keptFor, taken } from '../late/kept.ts';
import { showLate, turnLate } from '../late/handlers.ts';
import { ownLateOf } from '../late/rows.ts';
import { isOpen, type Refusal } from '../session/phases.ts';
import { titled, wordsFor } from '../session/words.ts';
import { columnsIn } from '../start/formats.ts';
import { intentOf } from '../supposed/operations.ts';
import * as operations from './operations.ts';
import { isChangeable, linesOf, ownCardsOf, ownDrafts } from './rows.ts';
import * as screens from './screens.ts';

/** @param round new to make the inputs forget their content */
async function formOf({ t, scope, loaded }: Acting, round = '') {
  const answered = await hasAnswered(scope, loaded.row, 'collect');
  const view = {
    own: await ownCardsOf(scope, loaded.row.id),
    draft: await ownDrafts.of(scope, loaded.row.id),
    offered: (await keptFor(scope, loaded.row.channel_id)).map(({ text }) => text),
    intent: await intentOf(scope, loaded.row),
    isLast: isLastToAnswer(loaded.retro, answered),
    hasAnswered: answered,
  };
  return screens.cardsForm(t, loaded, view, round);
}

async function noCards(here: Acting): Promise<Reply> {
  const answered = await operations.answerNothing(here);
  if (!answered.ok)
    return answered.code === 'haveCards' ? tell(here, 'cards.haveCards') : refused(here, answered.code);
  const { phase, endsAt } = answered.value;
  if (phase !== 'collect' || endsAt === null) {
    const still = isOpen(phase) ? [here.t.mrkdwn('ended.now.thread')] : [];
    return say(messageOf(join([here.t.mrkdwn('cards.nothingLast'), ...still], ' ')));
  }
  return say(messageOf(here.t.mrkdwn('cards.nothingNoted', { until: atMoment(endsAt) })));
}

/** Once collecting is over, what is written is late. */
async function write(here: Acting): Promise<Reply> {
  const why = whyNot(here.loaded.retro, { kind: 'answer', by: here.by }, here.now);
  if (why === null) return open(await formOf(here));
  return isLate(why) ? showLate(here, open) : refused(here, why);
}

const isLate = (why: Refusal | 'gone'): boolean =>
  why === 'collectingOver' || why === 'closed' || why === 'cancelled';

/** What was kept for this retrospective goes into the form, as a draft; what has no room stays. */
async function takeKept(here: Acting): Promise<Reply> {
  const { scope, loaded } = here;
  const { id, channel_id: channel } = loaded.row;
  const draft = (await ownDrafts.of(scope, id)) ?? screens.untouched(loaded, await ownCardsOf(scope, id));
  const { typed, left } = taken(columnsIn(loaded.row), draft.typed, await keptFor(scope, channel));
  await operations.keepDraft(here, { typed, shown: draft.shown });
  await keepFor(here, loaded.row, left);
  return update(await formOf(here, here.newId()));
}

const own =
  (reply: typeof open) =>
  async (
    { t, loaded, scope }: Pick<Acting, 't' | 'loaded' | 'scope'>,
    { page = 0 }: Partial<PageOfRetro>,
  ): Promise<Reply> => {
    const { id } = loaded.row;
    return reply(screens.renderOwn(t, loaded, await ownCardsOf(scope, id), page, await ownLateOf(scope, id)));
  };

const edit = onAction(screens.editCard, async (interaction, { card: id }) => {
  const found = await operations.withCard(interaction, id);
  if (found === null) return tell(interaction, 'refused.cardGone');
  const { loaded, card, by, now } = found;
  const why = whyNot(loaded.retro, { kind: 'answer', by }, now);
  if (why !== null) return refused({ ...found, t: wordsFor(interaction) }, why);
  return isChangeable(loaded.row, card)
    ? update(screens.renderEdit(wordsFor(interaction), card))
    : tell(interaction, 'refused.cardRead');
});

const remove = onAction(screens.deleteCard, async (interaction, { card: id }) => {
  const found = await operations.withCard(interaction, id);
  if (found === null || !(await operations.deleteCard(found))) return tell(interaction, 'refused.cardGone');
  return withRetro(interaction, found.loaded.row.id, null, (here) => own(update)(here, {}));
});

type Typed = Readonly<Record<(typeof screens.columnFields)[number], string>>;

const typedIn = (fields: Typed) => screens.columnFields.map((name) => fields[name]);

const save = onSubmit(
  screens.cardsModal,
  async (interaction, { retro: id, shown }, fields): Promise<Reply> => {
    const { scope, person } = interaction;
    // At once: what is asked at once is one statement.
    const [loaded, cards, answered] = await Promise.all([
      loadRetro(scope, id),
      ownCardsOf(scope, id),
      answeredIn(scope, id, 'collect'),
    ]);
    const draft = { shown, typed: typedIn(fields) };
    const why: operations.CardsRefusal | null =
      loaded === null
        ? { key: 'refused.gone' }
        : await operations.saveCards(
            { ...interaction, loaded, by: person.userId },
            { cards, answered },
            draft,
          );
    if (why === null) return nothing;
    const isOver = why.key.startsWith('refused.') && isLate(why.key.slice('refused.'.length) as Refusal);
    const turned = isOver
      ? await withRetro(interaction, id, null, async (here) => (await turnLate(here, draft)) ?? nothing)
      : nothing;
    if (turned.kind !== 'nothing') return turned;
    // Without a column at one with text, so that it appears beside what cannot be saved.
    const column =
      why.column ??
      Math.max(
        0,
        draft.typed.findIndex((text) => text !== ''),
      );
    return errors({ [`column${column}`]: wordsFor(interaction).plain(why.key, why.values) });
  },
  async (interaction, { retro: id, shown }, fields): Promise<Reply> => {
    const loaded = await loadRetro(interaction.scope, id);
    if (loaded === null) return nothing;
    const typed = typedIn(fields).slice(0, columnsIn(loaded.row).length);
    await operations.keepDraft({ ...interaction, loaded, by: interaction.person.userId }, { typed, shown });
    return nothing;
  },
);

const saveEdit = onSubmit(screens.editModal, async (interaction, { card: id }, { text }): Promise<Reply> => {
  const t = wordsFor(interaction);
  const lines = linesOf(text);
  const [line] = lines;
  if (line === undefined) return errors({ text: t.plain('edit.empty') });
  if (lines.length > 1) return errors({ text: t.plain('edit.lines') });
  const long = operations.longLine([[line]]);
  if (long !== null) return errors({ text: t.plain(long.key, long.values) });
  const found = await operations.withCard(interaction, id);
  const why = found === null ? 'cardGone' : await operations.changeCard(found, line);
  if (found === null || why !== null) return errors({ text: t.plain(`refused.${why ?? 'cardGone'}`) });
  return own(update)({ ...found, t }, {});
});

/** A draft ends when it expires. */
const draftEnd = defineJob(jobNames.draftEnd, 'erasure', {
  title: titled('title.draftEnd'),
  run: (context, { retro, person }) => operations.endDraft(context, retro, person),
});

export const collecting: FeaturePart = {
  actions: [
    onRetro(screens.addCards, null, write),
    onRetro(screens.takeKept, 'answer', takeKept),
    onRetro(screens.dropKept, 'answer', async (here) => {
      await dropKept(here.scope, here.loaded.row.channel_id);
      return update(await formOf(here));
    }),
    onRetro(screens.discardDraft, 'answer', async (here, { retro }) => {
      await operations.dropDraft(here.scope, retro, here.by);
      // The inputs keep what was typed as long as they keep their names.
      return update(await formOf(here, here.newId()));
    }),
    onRetro(screens.nothingToAdd, null, noCards),
    onRetro(screens.ownCards, null, own(push)),
    ...onRetroPages(screens.ownPages, null, own(update)),
    edit,
    remove,
  ],
  views: [save, saveEdit],
  jobs: [draftEnd],
};
