/**
 * Listeners. One decides and returns what should happen; it never sees Bolt, a token or a trigger. It runs in one transaction: what it
 * writes, schedules and publishes happens together, or not at all if it throws.
 */
import type { Instant } from './clock.ts';
import type { TeamId, UserId } from './ids.ts';
import type { Action } from './kit/action.ts';
import type { Modal, RenderedModal, Read } from './kit/modal.ts';
import type { Locale } from './languages.ts';
import type { Channel, Person, Reader } from './people.ts';
import type { Message } from './post.ts';
import type { ReadScope, Scope } from './scope.ts';
import type { Plain } from './text.ts';

/** Who did something, where and when. The facts come from the store, never from what a button carried. */
export interface Interaction<Access extends ReadScope = Scope> {
  /** With the person's access. */
  readonly scope: Access;
  readonly person: Person;
  /** Where it happened, if Slack named a conversation. */
  readonly channel: Channel | null;
  readonly now: Instant;
  readonly newId: () => string;
  readonly locale: Locale;
}

/** For a listener that writes nothing. */
export type Reading = Interaction<ReadScope>;

/** On one of Lore's own screens, which has no scope: it opens its own transactions. */
export interface SystemInteraction extends Omit<Interaction, 'scope'> {
  readonly teamId: TeamId;
}

/** What should happen next, for the person who acted and nobody else. To show something to others, publish a post. */
export type Reply =
  | { readonly kind: 'nothing' }
  /** "Only visible to you"; inside a modal, shown as a modal of its own. */
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'open'; readonly modal: RenderedModal }
  /** Redraws the modal in which the person acted. */
  | { readonly kind: 'update'; readonly modal: RenderedModal }
  /** Opens a modal on top of the one in which the person acted. */
  | { readonly kind: 'push'; readonly modal: RenderedModal }
  /** Submissions only: a sentence for each wrong field, by its name. What was typed stays, and nothing is written. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, Plain>> }
  /** Submissions only: closes all modals. */
  | { readonly kind: 'clear' };

export const nothing: Reply = { kind: 'nothing' };
export const say = (message: Message): Reply => ({ kind: 'message', message });
export const open = (modal: RenderedModal): Reply => ({ kind: 'open', modal });
export const update = (modal: RenderedModal): Reply => ({ kind: 'update', modal });
export const push = (modal: RenderedModal): Reply => ({ kind: 'push', modal });
export const errors = (byField: Readonly<Record<string, Plain>>): Reply => ({
  kind: 'errors',
  errors: byField,
});
export const clear: Reply = { kind: 'clear' };

/** A text for help, the manifest and the README, in each language. */
export type Wording = (locale: Locale) => string;

/** Marks a practice's listener: it runs once, in one transaction. */
interface InTransaction {
  readonly ownTransactions?: false;
}

/**
 * Marks a listener of Lore's own screens (`src/system`), which no practice's list takes. It opens its own transactions, and no key keeps it from
 * running twice: a second run finds everything as the first left it.
 */
interface OwnTransactions {
  readonly ownTransactions: true;
}

interface CommandNames {
  /** With the slash: `/retro`. It also works as `/lore retro`. */
  readonly name: string;
  /** One line of what it does: manifest, `/lore help`, README. */
  readonly summary: Wording;
  /** What may follow: `[name] | plan | help`. */
  readonly usage: Wording;
  /** What guests read instead, where they can do less. */
  readonly forGuests?: { readonly summary: Wording; readonly usage: Wording };
  /**
   * It names people or channels: `run` gets what was typed as Slack writes it, with `<@U…>`, `<#C…>` and `&lt;`, and reads the rest with
   * `wordsIn` (`message-words.ts`). Without this, a name is only letters.
   */
  readonly takesMentions?: true;
  /** Words after it that also work right after `/lore`, or are suggested there. */
  readonly words?: readonly string[];
  /**
   * An answer that needs no lookup, such as help; `null`: `run` answers. Always the same for the same arguments.
   * @param text as for `run`
   * @param off the practices that are off for the reader, where they typed it
   */
  readonly inWords?: (reader: Reader, text: string, off: ReadonlySet<string>) => Message | null;
}

/** What runs when someone did something, with what they did it with. */
export type Listens<What> =
  | { readonly isReader?: false; readonly run: (interaction: Interaction, what: What) => Promise<Reply> }
  /** It writes nothing, so it may run twice and waits for no writer. */
  | { readonly isReader: true; readonly run: (interaction: Reading, what: What) => Promise<Reply> };

/** `run` gets what was typed after the command, trimmed, unescaped (but see `takesMentions`). */
export type Command = CommandNames &
  InTransaction &
  Listens<string> & {
    /** What it does after such a text, where that only reads: as for a listener that is a reader. `null`: `run` does it. */
    readonly reads?: (text: string) => ((interaction: Reading) => Promise<Reply>) | null;
  };

/** Lore's own command, which also leads to all others. Help and the manifest have their own words for it. */
export type SystemCommand = Pick<CommandNames, 'name' | 'words' | 'inWords'> &
  OwnTransactions & { readonly run: (interaction: SystemInteraction, text: string) => Promise<Reply> };

/** The message on which a shortcut was used. */
export interface PickedMessage {
  /** As Slack writes it, as it was when the shortcut was used: read it with `wordsIn` (`message-words.ts`). */
  readonly text: string;
  /** `null` where an app wrote it. */
  readonly author: UserId | null;
  /** Its address in Slack, if known. */
  readonly link: string | null;
}

interface ShortcutNames {
  readonly callbackId: string;
  readonly type: 'global' | 'message';
  /** Guests cannot use it and do not see it in help. */
  readonly isForMembers?: boolean;
  readonly name: Wording;
  readonly summary: Wording;
}

/** `run` gets `null` where it is a global one. */
export type Shortcut = ShortcutNames & Listens<PickedMessage | null>;

/**
 * Marks a press or a form that is of nobody, as an answer without a name: nothing is stored, logged or asked because of who pressed, or when. Without the
 * key that makes others run once, it may run twice: the listener sees to that.
 */
interface Unrecorded {
  readonly isUnrecorded?: true;
}

/** `run` gets what the button carried, decoded. */
export type ActionListener = InTransaction &
  Unrecorded & { readonly action: Action<unknown> } & Listens<unknown>;

export interface SystemAction extends OwnTransactions {
  readonly action: Action<unknown>;
  readonly run: (interaction: SystemInteraction, value: unknown) => Promise<Reply>;
}

/** Listens to a button or menu: `onAction(vote, async (interaction, { cardId }) => …)`. */
export function onAction<Value>(
  action: Action<Value>,
  run: (interaction: Interaction, value: Value) => Promise<Reply>,
): ActionListener {
  // The adapter decodes with this same action first, so the value has its type.
  return { action, run: (interaction, value) => run(interaction, value as Value) };
}

/** The same for one that only reads: it opens a modal, or turns a page. */
export function onReading<Value>(
  action: Action<Value>,
  run: (interaction: Reading, value: Value) => Promise<Reply>,
): ActionListener {
  return { action, isReader: true, run: (interaction, value) => run(interaction, value as Value) };
}

/** Hears a form: what it carries, and what was filled in. */
type HearsForm<Access extends ReadScope> = (
  interaction: Interaction<Access>,
  metadata: unknown,
  fields: Readonly<Record<string, unknown>>,
) => Promise<Reply>;

interface ListensToForm<Access extends ReadScope> {
  readonly submit: HearsForm<Access>;
  /** See `onSubmit`. */
  readonly change?: HearsForm<Access>;
}

export type ViewListener = InTransaction &
  Unrecorded & { readonly modal: Modal<unknown> } & (
    | ({ readonly isReader?: false } & ListensToForm<Scope>)
    /** See `onReadingSubmit`. */
    | ({ readonly isReader: true } & ListensToForm<ReadScope>)
  );

export interface SystemView extends OwnTransactions {
  readonly modal: Modal<unknown>;
  readonly submit: (
    interaction: SystemInteraction,
    metadata: unknown,
    fields: Readonly<Record<string, unknown>>,
  ) => Promise<Reply>;
  /** See `onSubmit`. It writes nothing. */
  readonly change?: SystemView['submit'];
}

/**
 * Listens to a modal's submission. It runs before the acknowledgement, once for each opened modal: pressing again after a submission was
 * accepted changes nothing and closes the modal. Replies: `errors`, `update`, `push`, `clear`, `nothing` (closes).
 * @param change hears live fields while the form is filled in, never after it was submitted. Its only visible reply is `update`, which takes
 * the focus away from typing, so use it for choices only
 */
export function onSubmit<Metadata, F extends Modal<Metadata>['fields']>(
  modal: Modal<Metadata, F>,
  submit: (interaction: Interaction, metadata: Metadata, fields: Read<F>) => Promise<Reply>,
  change?: typeof submit,
): ViewListener {
  return { modal, ...listening(submit, change) };
}

/** The same for a form that writes nothing: it may be submitted as often as one likes, waits for no writer, and leaves no trace. */
export function onReadingSubmit<Metadata, F extends Modal<Metadata>['fields']>(
  modal: Modal<Metadata, F>,
  submit: (interaction: Reading, metadata: Metadata, fields: Read<F>) => Promise<Reply>,
  change?: typeof submit,
): ViewListener {
  return { modal, isReader: true, ...listening(submit, change) };
}

/** The same listener, of whose presses or forms no trace is left. */
export const unrecorded = <Listener extends ActionListener | ViewListener>(listener: Listener): Listener => ({
  ...listener,
  isUnrecorded: true,
});

/** The adapter decodes with this same modal first, so what the form carries and holds has its type. */
function listening<Access extends ReadScope, Metadata, Fields>(
  submit: (interaction: Interaction<Access>, metadata: Metadata, fields: Fields) => Promise<Reply>,
  change: typeof submit | undefined,
): ListensToForm<Access> {
  const typed =
    (run: typeof submit): HearsForm<Access> =>
    (interaction, metadata, fields) =>
      run(interaction, metadata as Metadata, fields as Fields);
  return { submit: typed(submit), ...(change === undefined ? {} : { change: typed(change) }) };
}

/** The events that features may hear, with what is left of each once the store has recorded it. */
export interface EventPayloads {
  channel_archive: Record<string, never>;
  channel_unarchive: Record<string, never>;
  /** Renamed, made private, shared or unshared. The store already has the new facts. */
  channel_changed: Record<string, never>;
  /** Lore was removed from the channel. */
  lore_left: Record<string, never>;
  member_joined_channel: { readonly user: string };
  member_left_channel: { readonly user: string };
  user_deactivated: { readonly user: string };
  /** New hours, holidays, zone or absence. The store already has the new facts. */
  working_time_changed: { readonly user: string };
}
export type EventName = keyof EventPayloads;

export interface EventContext {
  /** With the access of the channel it happened in. For an event about a person alone: of each channel they are or were in, one after the other. */
  readonly scope: Scope;
  readonly channel: Channel;
  readonly now: Instant;
  readonly newId: () => string;
}

export interface EventListener {
  readonly event: EventName;
  readonly run: (context: EventContext, payload: Readonly<Record<string, string>>) => Promise<void>;
}

export function onEvent<Name extends EventName>(
  event: Name,
  run: (context: EventContext, payload: EventPayloads[Name]) => Promise<void>,
): EventListener {
  return { event, run: (context, payload) => run(context, payload as EventPayloads[Name]) };
}
