/** Buttons and menus. Each is decided from the current rows, never from what the button carries. */
import { journeyCopy } from './copy.ts';
import { type RowId, userId } from '#core/ids.ts';
import { endedMessage } from '#core/kit/ended.ts';
import { type LessonKeepers, tellWithdrawn } from '#core/lessons.ts';
import { messageOf } from '#core/kit/message.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import {
  type ActionListener,
  clear,
  errors,
  type Interaction,
  nothing,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
  update,
  type ViewListener,
} from '#core/listener.ts';
import { atMoment, nameOf } from '#core/sentence.ts';
import type { JourneyKey } from '#locales/journey.ts';
import { endFirst, wantFirst } from './asking/first.ts';
import { invite, setRecurrence, stopAsking } from './asking/operations.ts';
import { renderFirst, renderRecurrence } from './asking/screens.ts';
import { draftForm, editForm, emptyForm, timeline, writeForm } from './entries/form.ts';
import { change, check, keepDraft, publish, type Refused, withdrawEntry } from './entries/operations.ts';
import { renderForm, renderPreview, renderWithdraw } from './entries/screens.ts';
import { renderAnother, recurrenceLine } from './entries/timeline.ts';
import * as ids from './ids.ts';
import { draftBeside, drafts, isTaken, keepingOf, loadFirst, ownRows, type Typed } from './rows.ts';
import { limitsOf, questions, type TextRefusal, whyNotText } from './rules.ts';

/** A sentence for the person alone. */
function tell(interaction: Reading, key: JourneyKey): Reply {
  return say(messageOf(journeyCopy.for(interaction).mrkdwn(key)));
}

async function edit(interaction: Reading, entry: RowId): Promise<Reply> {
  const form = await editForm(interaction, entry);
  return form === null ? tell(interaction, 'refused.notYours') : open(form);
}

async function withdraw(interaction: Reading, entry: RowId): Promise<Reply> {
  const [row] = await ownRows(interaction.scope, entry);
  if (row === undefined) return tell(interaction, 'refused.notYours');
  return open(renderWithdraw(journeyCopy.for(interaction), entry, row.text));
}

/** Back from the preview to the form. */
async function writeOn(interaction: Reading, entry: RowId): Promise<Reply> {
  const draft = await drafts.of(interaction.scope, entry);
  return draft === null ? tell(interaction, 'refused.gone') : update(await draftForm(interaction, draft));
}

/** Puts the draft that is offered into the form; what stood there is offered then. */
async function takeDraft(interaction: Reading, entry: RowId): Promise<Reply> {
  const draft = await drafts.of(interaction.scope, entry);
  if (draft === null || (await isTaken(interaction.scope, entry))) return tell(interaction, 'refused.gone');
  return update(await draftForm(interaction, draft, interaction.newId()));
}

/** Drops the draft that is offered, without a touch to what is typed. */
async function discardAside(interaction: Interaction, entry: RowId, aside: RowId): Promise<Reply> {
  const { scope, person } = interaction;
  await drafts.drop(scope, aside);
  await scope.refreshHome(person.userId);
  if (await isTaken(scope, entry)) return tell(interaction, 'refused.gone');
  const typed = (await drafts.of(scope, entry)) ?? (await emptyForm(interaction));
  return update(
    renderForm(journeyCopy.for(interaction), entry, typed, { aside: await draftBeside(scope, entry) }),
  );
}

/** Clears the inputs: they keep what was typed as long as they keep their names. */
async function discard(interaction: Interaction, entry: RowId): Promise<Reply> {
  await drafts.drop(interaction.scope, entry);
  await interaction.scope.refreshHome(interaction.person.userId);
  const round = interaction.newId();
  const form = await editForm(interaction, entry, round);
  return update(
    form ?? renderForm(journeyCopy.for(interaction), entry, await emptyForm(interaction), { round }),
  );
}

async function recurrence(
  interaction: Reading,
  { by }: { by?: Interaction['person']['userId'] | undefined },
) {
  const keeping = await keepingOf(interaction.scope);
  const isChosen = keeping !== null && (by === undefined || keeping.rhythm !== 'never');
  return open(renderRecurrence(journeyCopy.for(interaction), isChosen ? keeping.rhythm : 'fortnight', by));
}

async function dontWait(interaction: Interaction, first: RowId): Promise<Reply> {
  const row = await loadFirst(interaction.scope, first);
  if (row === null) return tell(interaction, 'refused.firstOver');
  const ended = await endFirst(interaction, row, 'ended', interaction.person.userId);
  if (ended.ok) return tell(interaction, 'first.endedNow');
  const { teller_id: teller, ended_at: at } = row;
  // Somebody pressed at the same moment.
  if (at === null) return tell(interaction, 'refused.firstOver');
  const t = journeyCopy.for(interaction);
  const what = t.mrkdwn('first.overAt', { person: nameOf(teller), at: atMoment(at) });
  return say(endedMessage({ what, now: t.mrkdwn('refused.firstNow') }));
}

export const actions: readonly ActionListener[] = [
  onReading(ids.write, async (interaction, { nth }) => open(await writeForm(interaction, nth))),
  onReading(ids.writeOn, (interaction, { entry }) => writeOn(interaction, entry)),
  onAction(ids.discard, (interaction, { entry, aside }) =>
    aside === undefined ? discard(interaction, entry) : discardAside(interaction, entry, aside),
  ),
  onReading(ids.useDraft, (interaction, { entry }) => takeDraft(interaction, entry)),
  onReading(ids.edit, (interaction, { entry }) => edit(interaction, entry)),
  onReading(ids.withdraw, (interaction, { entry }) => withdraw(interaction, entry)),
  onReading(ids.manage, (interaction, { e, do: what }) =>
    what === 'edit' ? edit(interaction, e) : withdraw(interaction, e),
  ),
  onReading(ids.seeJourney, async (interaction, { person }) => open(await timeline(interaction, person))),
  ...onReadingPages(ids.timelinePages, async (interaction, { person, page }) =>
    update(await timeline(interaction, person, page)),
  ),
  onReading(ids.seeAnother, async (interaction) => open(renderAnother(journeyCopy.for(interaction)))),
  onReading(ids.chooseRecurrence, recurrence),
  onAction(ids.decline, async (interaction, { by }) => {
    await setRecurrence(interaction, interaction.person, 'never', by);
    return tell(interaction, 'invitation.declined');
  }),
  onAction(ids.stop, async (interaction, { nth }) => {
    await stopAsking(interaction, interaction.person.userId, nth);
    return tell(interaction, 'ask.stopped');
  }),
  onReading(ids.goFirst, async (interaction) => open(renderFirst(journeyCopy.for(interaction)))),
  onAction(ids.dontWait, (interaction, { first }) => dontWait(interaction, first)),
];

const typedIn = (fields: { question: Typed['question'] | null } & Omit<Typed, 'question'>): Typed => ({
  ...fields,
  question: fields.question ?? questions[0],
});

const textError = (interaction: Interaction, why: TextRefusal, text: string) =>
  journeyCopy.for(interaction).plain(`refused.${why}`, { length: text.length, most: limitsOf.text });

/** One sentence for all channels that cannot be chosen. */
function channelsError(interaction: Interaction, refused: Refused['channels']): string {
  const t = journeyCopy.for(interaction);
  return refused
    .map((one) =>
      one.code === 'none' || one.code === 'noChannel' || one.name === null
        ? t.plain(one.code === 'none' ? 'refused.none' : 'refused.noChannel')
        : t.plain(`refused.${one.code}`, { channel: one.name }),
    )
    .filter((sentence, index, all) => all.indexOf(sentence) === index)
    .join(' ');
}

const form = onSubmit(
  ids.formModal,
  async (interaction, { entry }, fields): Promise<Reply> => {
    const typed = typedIn(fields);
    const { scope, person } = interaction;
    if (await isTaken(scope, entry))
      return errors({ text: journeyCopy.for(interaction).plain('refused.gone') });
    const checked = await check(scope, typed);
    if (!checked.ok) {
      const { text, channels } = checked.why;
      return errors({
        ...(text === null ? {} : { text: textError(interaction, text, typed.text) }),
        ...(channels.length === 0 ? {} : { channels: channelsError(interaction, channels) }),
      });
    }
    const draft = await keepDraft(interaction, entry, typed);
    if (draft === null) return nothing;
    await scope.refreshHome(person.userId);
    return update(renderPreview(journeyCopy.for(interaction), person.userId, draft, checked.channels));
  },
  async (interaction, { entry }, fields): Promise<Reply> => {
    // Published meanwhile from another window, or another person's: this input belongs to nothing.
    if (await isTaken(interaction.scope, entry)) return nothing;
    await keepDraft(interaction, entry, typedIn(fields));
    return nothing;
  },
);

const preview = onSubmit(ids.previewModal, async (interaction, { entry, version }): Promise<Reply> => {
  const { scope, person } = interaction;
  const published = await publish(interaction, person, entry, version);
  if (published.ok) return clear;
  const t = journeyCopy.for(interaction);
  const draft = await drafts.of(scope, entry);
  if (draft === null || published.code === 'gone') return say(messageOf(t.mrkdwn('refused.gone')));
  const checked = await check(scope, draft);
  if (checked.ok) return update(renderPreview(t, person.userId, draft, checked.channels));
  const notice = t.mrkdwn('refused.notNow', {
    why: channelsError(interaction, checked.why.channels),
  });
  return update(renderForm(t, entry, draft, { isKept: true, notice }));
});

const saveEdit = onSubmit(
  ids.editModal,
  async (interaction, { entry }, fields): Promise<Reply> => {
    const typed = typedIn({ ...fields, channels: [] });
    const why = whyNotText(typed.text);
    if (why !== null) return errors({ text: textError(interaction, why, typed.text) });
    const changed = await change(interaction, entry, { question: typed.question, text: typed.text });
    return changed.ok ? clear : errors({ text: journeyCopy.for(interaction).plain('refused.notYours') });
  },
  async (interaction, { entry }, fields): Promise<Reply> => {
    if ((await ownRows(interaction.scope, entry)).length === 0) return nothing;
    await keepDraft(interaction, entry, typedIn({ ...fields, channels: [] }));
    return nothing;
  },
);

const confirmWithdraw = (practices: LessonKeepers) =>
  onSubmit(ids.withdrawModal, async (interaction, { entry }): Promise<Reply> => {
    const { scope, person } = interaction;
    const rows = await ownRows(scope, entry);
    const taken = await withdrawEntry(interaction, person, entry);
    if (!taken.ok) return say(messageOf(journeyCopy.for(interaction).mrkdwn('refused.notYours')));
    for (const { id } of rows) await tellWithdrawn(practices, interaction, id, person.userId);
    return clear;
  });

const saveRecurrence = onSubmit(ids.recurrenceModal, async (interaction, { by }, fields): Promise<Reply> => {
  const wanted = fields.rhythm ?? 'never';
  await setRecurrence(interaction, interaction.person, wanted, by);
  const keeping = await keepingOf(interaction.scope);
  const t = journeyCopy.for(interaction);
  return say(messageOf(recurrenceLine(t, keeping)));
});

const first = onSubmit(ids.firstModal, async (interaction, _metadata, { channel }): Promise<Reply> => {
  const t = journeyCopy.for(interaction);
  if (channel === null) return errors({ channel: t.plain('refused.none') });
  const wanted = await wantFirst(interaction, interaction.person, channel);
  if (wanted.ok) return clear;
  const name = (await interaction.scope.channel(channel))?.name ?? '';
  return errors({
    channel:
      wanted.code === 'noChannel'
        ? t.plain('refused.noChannel')
        : t.plain(`refused.${wanted.code}`, { channel: name }),
  });
});

const another = onSubmit(ids.anotherModal, async (interaction, _metadata, { person }): Promise<Reply> => {
  const chosen = person ?? userId(interaction.person.userId);
  return update(await timeline(interaction, chosen));
});

const invited = onSubmit(ids.inviteModal, async (interaction, _metadata, { people }): Promise<Reply> => {
  const outcome = await invite(interaction, interaction.person, people);
  const t = journeyCopy.for(interaction);
  if (outcome.ok) return say(messageOf(t.mrkdwn('invite.done', { count: outcome.value })));
  return errors({ people: t.plain(`refused.${outcome.code}`, { most: limitsOf.invited }) });
});

/** @param practices those that may keep lessons of an entry */
export const viewsWith = (practices: LessonKeepers): readonly ViewListener[] => [
  form,
  preview,
  saveEdit,
  confirmWithdraw(practices),
  saveRecurrence,
  first,
  another,
  invited,
];
