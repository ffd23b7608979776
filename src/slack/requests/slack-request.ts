/** Matches a payload to its listener and decodes what it carries. Pure: looks nothing up, trusts nothing. */
import { practiceOf, systemCommand } from '#core/feature.ts';
import { channelId, isId, type UserId, userId } from '#core/ids.ts';
import { carriesNothing, decode, pressedAction } from '#core/kit/action.ts';
import { errorsByBlock, readFields, type SubmittedValues } from '#core/kit/modal.ts';
import { type Listens, nothing, type SystemView, type ViewListener } from '#core/listener.ts';
import type { Reader } from '#core/people.ts';
import { plainWords } from '#core/text.ts';
import type {
  ActionPayload,
  CommandPayload,
  PersonPayload,
  ShortcutPayload,
  SubmissionPayload,
} from '../receivers/payloads.ts';
import type { Acted, Meaning, OpenModal, Place } from './acted.ts';
import { commandMeant, type MeantCommand } from './command-meant.ts';
import { pickedMessage } from './picked-message.ts';
import { pressedIn } from './pressed-in.ts';
import { readMetadata } from './private-metadata.ts';
import type { Registry } from './registry.ts';
import type { CheckUrl } from './response-url.ts';

/** Reads what a person did, however incomplete the payload is. */
export function readRequest(payload: PersonPayload, registry: Registry, check: CheckUrl): Acted {
  switch (payload.kind) {
    case 'command':
      return ofCommand(payload.body, registry, check);
    case 'action':
      return ofAction(payload.body, registry, check);
    case 'submission':
      return ofSubmission(payload.body, registry);
    case 'shortcut':
      return ofShortcut(payload.body, registry, check);
  }
}

const somebody = (id: string | undefined): UserId | null => (isId(id) ? userId(id) : null);

/** A trigger belongs to one press, so a repeated delivery does nothing. */
const onceFor = (triggerId: string | undefined): { readonly once?: string } =>
  triggerId === undefined ? {} : { once: `trigger ${triggerId}` };

const same = (errors: Readonly<Record<string, string>>) => ({ ...errors });

/** Slack escapes these three characters after a command. They are unescaped once, here. */
function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** What was typed, as the command reads it. After `/lore`, mentions come as ids, since a command after it may take them. */
function typedFor({ command, text }: MeantCommand, name: string): string {
  if ('takesMentions' in command) return text;
  return name === systemCommand ? plainWords(text) : unescape(text);
}

function conversation(id: string | undefined, slackName = ''): Acted['channel'] {
  return isId(id) ? { id: channelId(id), slackName } : null;
}

function ofCommand(body: CommandPayload, registry: Registry, check: CheckUrl): Acted {
  const meant = commandMeant(registry, body.command, body.text.trim());
  return {
    what: `command ${meant?.command.name ?? 'unknown'}`,
    user: somebody(body.user_id),
    channel: conversation(body.channel_id, body.channel_name),
    triggerId: body.trigger_id,
    place: { kind: 'command', responseUrl: check(body.response_url) },
    meaning:
      meant === null
        ? { kind: 'stale', sentence: 'stale' }
        : meantBy({ ...meant, text: typedFor(meant, body.command) }, registry, onceFor(body.trigger_id)),
    errorsByBlock: same,
  };
}

function meantBy(
  { command, text }: MeantCommand,
  registry: Registry,
  once: ReturnType<typeof onceFor>,
): Meaning {
  const { inWords } = command;
  const practice = registry.practiceOfCommand.get(command.name) ?? '';
  const words =
    inWords === undefined
      ? {}
      : {
          inWords: {
            practice,
            command: command.name,
            text,
            say: (reader: Reader, off: ReadonlySet<string>) => inWords(reader, text, off),
          },
        };
  if (command.ownTransactions === true)
    return { kind: 'system', ...words, run: (interaction) => command.run(interaction, text) };
  const reads = command.reads?.(text) ?? null;
  if (reads !== null) return { kind: 'read', practice, ...words, run: reads };
  return { ...meantFor(command, text, practice, once), ...words };
}

/** A listener that only reads needs no key: running twice is harmless. */
const meantFor = <What>(
  listener: Listens<What>,
  what: What,
  practice: string,
  once: ReturnType<typeof onceFor>,
): Extract<Meaning, { readonly kind: 'run' | 'read' }> =>
  listener.isReader === true
    ? { kind: 'read', practice, run: (interaction) => listener.run(interaction, what) }
    : {
        kind: 'run',
        practice,
        ...('isUnrecorded' in listener ? {} : once),
        run: (interaction) => listener.run(interaction, what),
      };

function ofShortcut(body: ShortcutPayload, registry: Registry, check: CheckUrl): Acted {
  const shortcut = registry.shortcuts.get(body.callback_id ?? '');
  return {
    what: `shortcut ${shortcut?.callbackId ?? 'unknown'}`,
    user: somebody(body.user.id),
    channel: conversation(body.channel?.id, body.channel?.name),
    triggerId: body.trigger_id,
    place: { kind: 'shortcut', responseUrl: check(body.response_url) },
    meaning:
      shortcut === undefined
        ? { kind: 'stale', sentence: body.callback_id === undefined ? 'incomplete' : 'stale' }
        : meantFor(shortcut, pickedMessage(body), practiceOf(shortcut.callbackId), onceFor(body.trigger_id)),
    errorsByBlock: same,
  };
}

function ofAction(body: ActionPayload, registry: Registry, check: CheckUrl): Acted {
  const { actionId: named, carried } = pressedAction(body.actions[0]);
  const actionId = named ?? '';
  const changed = ofChange(body, actionId, registry);
  if (changed !== null) return changed;
  const listener = registry.actions.get(actionId);
  const value = listener === undefined ? null : decode(listener.action, carried);
  const meaning: Meaning =
    listener === undefined || (value === null && !(carried === 'null' && carriesNothing(listener.action)))
      ? { kind: 'stale', sentence: named === undefined ? 'incomplete' : 'stale' }
      : listener.ownTransactions === true
        ? { kind: 'system', run: (interaction) => listener.run(interaction, value) }
        : withGroups(
            listener.action.offersGroups,
            meantFor(listener, value, practiceOf(actionId), onceFor(body.trigger_id)),
          );
  const isUnrecorded = listener !== undefined && 'isUnrecorded' in listener;
  const place: Place =
    body.view === undefined
      ? { kind: 'message', responseUrl: check(body.response_url) }
      : body.view.type === 'home'
        ? { kind: 'home' }
        : { kind: 'modal', ...openModal(body.view) };
  return {
    what: `action ${listener?.action.actionId ?? 'unknown'}`,
    user: somebody(body.user.id),
    channel: conversation(body.channel?.id ?? body.container?.channel_id, body.channel?.name),
    triggerId: body.trigger_id,
    place,
    meaning,
    isUnrecorded,
    ...(!isUnrecorded && (meaning.kind === 'run' || meaning.kind === 'read')
      ? pressedIn(body, actionId, value)
      : {}),
    errorsByBlock: same,
  };
}

const withGroups = (offersGroups: true | undefined, meaning: Meaning): Meaning =>
  meaning.kind === 'read' && offersGroups === true ? { ...meaning, offersGroups: true } : meaning;

/** @returns `null` unless a live field of one of our modals changed */
function ofChange(body: ActionPayload, field: string, registry: Registry): Acted | null {
  const { view } = body;
  const listener = view?.type === 'home' ? undefined : registry.views.get(view?.callback_id ?? '');
  if (view === undefined || listener === undefined) return null;
  const { modal } = listener;
  if (listener.change === undefined || !Object.hasOwn(modal.fields, field)) return null;
  const { envelope, metadata, values } = filledIn(view, listener);
  return {
    what: `change ${modal.callbackId}`,
    user: somebody(body.user.id),
    channel: null,
    triggerId: undefined,
    place: { kind: 'modal', ...openModal(view) },
    isQuiet: true,
    meaning:
      envelope === null || metadata?.success !== true || values === null || !holds(values, field)
        ? { kind: 'stale', sentence: 'staleModal' }
        : meantByChange(listener, envelope.key, metadata.data, values),
    errorsByBlock: same,
  };
}

function meantByChange(
  listener: ViewListener | SystemView,
  notAfter: string,
  metadata: unknown,
  values: SubmittedValues,
): Meaning {
  const { modal } = listener;
  const fields = readFields(modal, values);
  if (listener.ownTransactions === true)
    return {
      kind: 'system',
      run: async (interaction) => listener.change?.(interaction, metadata, fields) ?? nothing,
    };
  const practice = practiceOf(modal.callbackId);
  const { isReader, change } = listener;
  if (isReader === true)
    return { kind: 'read', practice, run: async (who) => change?.(who, metadata, fields) ?? nothing };
  return {
    kind: 'run',
    practice,
    notAfter,
    form: modal,
    run: async (interaction) => listener.change?.(interaction, metadata, fields) ?? nothing,
  };
}

function openModal(view: SubmissionPayload['view']): OpenModal {
  const { id, title } = view;
  return { viewId: id, view: title === undefined ? undefined : { ...view, title } };
}

/** The current input of a modal (`null`: Slack did not say, which does not mean empty), and its initial values. */
function filledIn(view: SubmissionPayload['view'], listener: ViewListener | SystemView | undefined) {
  const envelope = readMetadata(view.private_metadata ?? '');
  return {
    envelope,
    metadata: envelope === null ? undefined : listener?.modal.metadata.safeParse(envelope.metadata),
    values: view.state?.values ?? null,
  };
}

/** Whether the payload holds a field's value. */
const holds = (values: SubmittedValues, field: string): boolean =>
  Object.values(values).some((inputs) => Object.hasOwn(inputs, field));

/** The `block_id`s of a modal's inputs. */
function inputsOf({ blocks, state }: SubmissionPayload['view']): readonly string[] {
  const drawn = blocks.flatMap(({ type, block_id: id }) =>
    type === 'input' && id !== undefined ? [id] : [],
  );
  return drawn.length > 0 ? drawn : Object.keys(state?.values ?? {});
}

function ofSubmission(body: SubmissionPayload, registry: Registry): Acted {
  const listener = registry.views.get(body.view.callback_id ?? '');
  const { envelope, metadata, values } = filledIn(body.view, listener);
  const meaning: Meaning =
    values === null
      ? { kind: 'stale', sentence: 'incomplete' }
      : listener === undefined || envelope === null || metadata?.success !== true
        ? { kind: 'stale', sentence: 'staleModal' }
        : meantBySubmission(listener, envelope.key, metadata.data, values);
  return {
    what: `submission ${listener?.modal.callbackId ?? 'unknown'}`,
    user: somebody(body.user.id),
    channel: null,
    triggerId: body.trigger_id,
    place: { kind: 'submission', ...openModal(body.view) },
    meaning,
    isUnrecorded: listener !== undefined && 'isUnrecorded' in listener,
    errorsByBlock: (errors) => errorsByBlock(errors, inputsOf(body.view)),
  };
}

function meantBySubmission(
  listener: ViewListener | SystemView,
  once: string,
  metadata: unknown,
  values: SubmittedValues,
): Meaning {
  const { modal } = listener;
  const fields = () => readFields(modal, values);
  if (listener.ownTransactions === true)
    return { kind: 'system', run: (interaction) => listener.submit(interaction, metadata, fields()) };
  const practice = practiceOf(modal.callbackId);
  if (listener.isReader === true)
    return { kind: 'read', practice, run: (who) => listener.submit(who, metadata, fields()) };
  return {
    kind: 'run',
    practice,
    ...('isUnrecorded' in listener ? {} : { once }),
    form: modal,
    run: (interaction) => listener.submit(interaction, metadata, fields()),
  };
}
