/** Shared by a retrospective's buttons and forms: it is loaded in its current state, and a refusal is shown to the person alone. */
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import type { Action } from '#core/kit/action.ts';
import { type BeginRefusal, mayBeginIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
import type { Modal, Read } from '#core/kit/modal.ts';
import { onPages, type Pages } from '#core/kit/pages.ts';
import {
  type ActionListener,
  clear,
  errors,
  type Interaction,
  nothing,
  onAction,
  onSubmit,
  type Reading,
  type Reply,
  say,
  type ViewListener,
} from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import type { RetroKey } from '#locales/retro.ts';
import { endedFor, endedPlainly } from './ended.ts';
import { type Loaded, loadRetro } from './load.ts';
import { applyEvent, type Doing, settle } from './operations.ts';
import { promiseNow } from './promises.ts';
import type { Phase, Refusal, RetroEvent } from './phases.ts';
import { type Attempt, whyNot } from './rules.ts';
import { type Translator, wordsFor } from './words.ts';

/** A person acting in a retrospective, in its current state. */
export interface Acting extends Interaction, Doing {
  readonly t: Translator;
}

type Answer = Promise<Reply> | Reply;

const actingIn = (interaction: Interaction, loaded: Loaded): Acting => ({
  ...interaction,
  loaded,
  by: interaction.person.userId,
  t: wordsFor(interaction),
});

/** @param tried checked before the action is known in full; `null`: nothing to check */
export async function withRetro(
  interaction: Interaction,
  id: RowId,
  tried: Attempt['kind'] | null,
  run: (here: Acting) => Answer,
): Promise<Reply> {
  const found = await loadRetro(interaction.scope, id);
  if (found === null) return tell(interaction, 'refused.gone');
  const loaded = await settle(interaction, found);
  const here = actingIn(interaction, loaded);
  const attempt = tried === null ? null : { kind: tried, by: here.by, phase: loaded.retro.phase };
  const why = attempt === null ? null : whyNot(loaded.retro, attempt, interaction.now);
  return why === null ? run(here) : refused(here, why);
}

interface OfRetro {
  readonly retro: RowId;
}

/** The value of a button that opens something, or turns its pages. */
export interface PageOfRetro extends OfRetro {
  readonly page?: number;
}

type Run<Value> = (here: Acting, value: Value) => Answer;

const within =
  <Value extends OfRetro>(tried: Attempt['kind'] | null, run: Run<Value>) =>
  async (interaction: Interaction, value: Value): Promise<Reply> =>
    withRetro(interaction, value.retro, tried, (here) => run(here, value));

/** Listens to a button of a retrospective. */
export const onRetro = <Value extends OfRetro>(
  action: Action<Value>,
  tried: Attempt['kind'] | null,
  run: Run<Value>,
): ActionListener => onAction(action, within(tried, run));

/** The same for paging buttons. */
export const onRetroPages = <Value extends OfRetro>(
  pages: Pages<Value>,
  tried: Attempt['kind'] | null,
  run: Run<Value>,
): ActionListener[] => onPages(pages, within(tried, run));

/**
 * Listens to a form of a retrospective, and to live input in it (`onSubmit`).
 * @param field where it says that the retrospective is gone; `null`: the form has none
 */
export function onRetroForm<Metadata extends OfRetro, F extends Modal<Metadata>['fields']>(
  modal: Modal<Metadata, F>,
  field: (keyof F & string) | null,
  submit: (here: Acting, metadata: Metadata, fields: Read<F>) => Answer,
  change?: typeof submit,
): ViewListener {
  const acting =
    (run: typeof submit, gone: (t: Translator) => Reply) =>
    async (interaction: Interaction, metadata: Metadata, fields: Read<F>): Promise<Reply> => {
      const found = await loadRetro(interaction.scope, metadata.retro);
      if (found === null) return gone(wordsFor(interaction));
      return run(actingIn(interaction, await settle(interaction, found)), metadata, fields);
    };
  const submitted = acting(submit, (t) =>
    field === null ? say(messageOf(t.mrkdwn('refused.gone'))) : errors({ [field]: t.plain('refused.gone') }),
  );
  return onSubmit(modal, submitted, change === undefined ? undefined : acting(change, () => nothing));
}

/** A person's event, without the person. */
type Intent = RetroEvent extends infer Event
  ? Event extends { readonly by: UserId }
    ? Omit<Event, 'by'>
    : never
  : never;

/** Applies it. @param then the answer on success */
export async function applyAndReply(here: Acting, intent: Intent, then: Reply = nothing): Promise<Reply> {
  const happened = await applyEvent(here, here.loaded, { ...intent, by: here.by });
  return happened.ok ? then : refused(here, happened.code, 'phase' in intent ? intent.phase : undefined);
}

/** The same for a form, which shows a refusal at a field. */
export async function applyFrom(here: Acting, field: string, intent: Intent): Promise<Reply> {
  const happened = await applyEvent(here, here.loaded, { ...intent, by: here.by });
  const phase = 'phase' in intent ? intent.phase : undefined;
  return happened.ok ? clear : refusedAt(here, field, happened.code, phase);
}

/** A sentence for the person alone. */
export const tell = (interaction: Reading, key: RetroKey): Reply =>
  say(messageOf(wordsFor(interaction).mrkdwn(key)));

/** For a person who finds no card to read, or not yet. */
export const tellUnread = ({ t, loaded }: Acting): Reply => say(messageOf(promiseNow(t, 'unread', loaded)));

/** @param pressed the phase that the button stood in, if it is that phase which ended */
export async function refused(
  here: Parameters<typeof endedFor>[0],
  code: Refusal,
  pressed?: Phase,
): Promise<Reply> {
  return say((await endedFor(here, code, pressed)) ?? messageOf(here.t.mrkdwn(`refused.${code}`)));
}

export const refusedAt = (
  { t, loaded }: Pick<Acting, 't' | 'loaded'>,
  field: string,
  code: Refusal,
  pressed?: Phase,
): Reply => errors({ [field]: endedPlainly(t, loaded, code, pressed) ?? t.plain(`refused.${code}`) });

/** Why not there, and what to do. */
export const tellNotHere = (interaction: Reading, code: BeginRefusal): Reply =>
  say(messageOf(wordsFor(interaction).mrkdwn(`begin.${code}`, { command: '/retro' })));

/** For actions reserved for those who may start a retrospective in a channel. @param channel `null`: one that they or Lore are not in */
export async function ifMayStart(
  interaction: Reading,
  channel: Channel | null,
  run: (channel: Channel) => Answer,
): Promise<Reply> {
  const may = mayBeginIn(interaction.person, channel);
  return may.ok ? run(may.value) : tellNotHere(interaction, may.code);
}

/** For reading in a channel: open to all its members. */
export async function inChannel(
  interaction: Reading,
  id: ChannelId | null,
  run: (channel: Channel) => Answer,
): Promise<Reply> {
  const channel = id === null ? null : await interaction.scope.channel(id);
  return channel === null ? tellNotHere(interaction, 'noChannel') : run(channel);
}
