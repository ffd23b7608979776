/** From a payload to the listener that it is for, with what it carries decoded. Pure: nothing is looked up, nothing is believed. */
import { channelId, isId, type UserId, userId } from '#core/ids.ts';
import { carriesNothing, decode } from '#core/kit/action.ts';
import { errorsByBlock, nameOf, readFields, type SubmittedValues } from '#core/kit/modal.ts';
import type { Command, ViewListener } from '#core/listener.ts';
import type { Reader } from '#core/people.ts';
import { deliveryIn } from '../api/messenger.ts';
import { readSystemCommand } from '../home/help.ts';
import type {
  ActionPayload,
  CommandPayload,
  PersonPayload,
  ShortcutPayload,
  SubmissionPayload,
} from '../receivers/payloads.ts';
import type { Acted, Meaning, OpenModal, Place } from './acted.ts';
import { pickedMessage } from './picked-message.ts';
import { readMetadata } from './private-metadata.ts';
import { systemCommand, practiceOf, type Registry } from './registry.ts';
import type { CheckUrl } from './response-url.ts';

/** Actions and modals of the house begin with this. */
const housePrefix = 'lore.';

/** What a person did, whatever their payload lacks. */
export function readDeed(payload: PersonPayload, registry: Registry, check: CheckUrl): Acted {
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

/** A trigger belongs to one press, so that one which is delivered again does nothing again. */
const onceFor = (triggerId: string | undefined): { readonly once?: string } =>
  triggerId === undefined ? {} : { once: `trigger ${triggerId}` };

const same = (errors: Readonly<Record<string, string>>) => ({ ...errors });

/** Slack escapes these three in what is typed after a command. Once, here. */
function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function conversation(id: string | undefined, slackName = ''): Acted['channel'] {
  return isId(id) ? { id: channelId(id), slackName } : null;
}

function ofCommand(body: CommandPayload, registry: Registry, check: CheckUrl): Acted {
  const text = unescape(body.text).trim();
  const known = registry.commands.get(body.command);
  const asked =
    body.command === systemCommand
      ? readSystemCommand(registry, text)
      : known === undefined
        ? ({ kind: 'help' } as const)
        : ({ kind: 'command', command: known, text } as const);
  const meaning: Meaning =
    asked.kind === 'command'
      ? meantBy(asked.command, asked.text, registry, onceFor(body.trigger_id))
      : asked.kind === 'help' || asked.kind === 'settings'
        ? { kind: asked.kind }
        : { kind: 'unknown word', word: asked.word, guess: asked.guess };
  return {
    what: `command ${asked.kind === 'command' ? asked.command.name : systemCommand}`,
    user: somebody(body.user_id),
    channel: conversation(body.channel_id, body.channel_name),
    triggerId: body.trigger_id,
    place: { kind: 'command', responseUrl: check(body.response_url) },
    meaning,
    errorsByBlock: same,
  };
}

function meantBy(
  command: Command,
  text: string,
  registry: Registry,
  once: ReturnType<typeof onceFor>,
): Meaning {
  const { inWords } = command;
  const practice = registry.practiceOfCommand.get(command.name) ?? '';
  const typed = `${command.name} ${text}`;
  const both = {
    practice,
    ...(inWords === undefined
      ? {}
      : { inWords: { practice, typed, say: (reader: Reader) => inWords(reader, text) } }),
  };
  return command.isReader === true
    ? { kind: 'read', ...both, run: (interaction) => command.run(interaction, text) }
    : { kind: 'run', ...both, ...once, run: (interaction) => command.run(interaction, text) };
}

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
        : {
            kind: 'run',
            practice: practiceOf(shortcut.callbackId),
            ...onceFor(body.trigger_id),
            run: (interaction) => shortcut.run(interaction, pickedMessage(body)),
          },
    errorsByBlock: same,
  };
}

function ofAction(body: ActionPayload, registry: Registry, check: CheckUrl): Acted {
  const [pressed] = body.actions;
  const actionId = pressed?.action_id ?? '';
  const changed = ofChange(body, actionId, registry);
  if (changed !== null) return changed;
  const listener = registry.actions.get(actionId);
  const carried = pressed?.value ?? pressed?.selected_option?.value;
  const value = listener === undefined ? null : decode(listener.action, carried);
  const meaning: Meaning = actionId.startsWith(housePrefix)
    ? { kind: 'house', actionId, value: carried }
    : listener === undefined || (value === null && !(carried === 'null' && carriesNothing(listener.action)))
      ? { kind: 'stale', sentence: pressed?.action_id === undefined ? 'incomplete' : 'stale' }
      : {
          kind: 'run',
          practice: practiceOf(actionId),
          ...onceFor(body.trigger_id),
          run: (interaction) => listener.run(interaction, value),
        };
  const place: Place =
    body.view === undefined
      ? { kind: 'message', responseUrl: check(body.response_url) }
      : body.view.type === 'home'
        ? { kind: 'home' }
        : { kind: 'modal', ...openModal(body.view) };
  return {
    what: `action ${listener?.action.actionId ?? (meaning.kind === 'house' ? 'lore' : 'unknown')}`,
    user: somebody(body.user.id),
    channel: conversation(body.channel?.id ?? body.container?.channel_id, body.channel?.name),
    triggerId: body.trigger_id,
    place,
    meaning,
    ...(meaning.kind === 'run' ? pressedIn(body, actionId, value) : {}),
    errorsByBlock: same,
  };
}

function pressedIn(
  { message, channel, container }: ActionPayload,
  actionId: string,
  value: unknown,
): Pick<Acted, 'pressed'> {
  const id = channel?.id ?? container?.channel_id;
  if (message?.ts === undefined || !/^\d{1,12}\.\d{1,9}$/.test(message.ts) || !isId(id)) return {};
  return {
    pressed: {
      channel: channelId(id),
      ts: message.ts,
      by: { user: message.user, app: message.app_id },
      delivery: deliveryIn(message.metadata),
      feature: practiceOf(actionId),
      value,
    },
  };
}

/** @returns `null` when it is no live field of one of our modals that changed */
function ofChange(body: ActionPayload, field: string, registry: Registry): Acted | null {
  const { view } = body;
  const listener = view?.type === 'home' ? undefined : registry.views.get(view?.callback_id ?? '');
  if (view === undefined || listener?.change === undefined) return null;
  if (!Object.hasOwn(listener.modal.fields, field)) return null;
  const { change, modal } = listener;
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
        : {
            kind: 'run',
            practice: practiceOf(modal.callbackId),
            notAfter: envelope.key,
            form: modal,
            run: (interaction) => change(interaction, metadata.data, readFields(modal, values)),
          },
    errorsByBlock: same,
  };
}

function openModal(view: SubmissionPayload['view']): OpenModal {
  const { id, title } = view;
  return { viewId: id, view: title === undefined ? undefined : { ...view, title } };
}

/** What stands in a modal (`null`: Slack did not say, which is not that nothing stands there), and what was put into it when it was drawn. */
function filledIn(view: SubmissionPayload['view'], listener: ViewListener | undefined) {
  const envelope = readMetadata(view.private_metadata ?? '');
  return {
    envelope,
    metadata: envelope === null ? undefined : listener?.modal.metadata.safeParse(envelope.metadata),
    values: view.state?.values ?? null,
  };
}

/** Whether it is said what stands in a field. */
const holds = (values: SubmittedValues, field: string): boolean =>
  Object.keys(values).some((blockId) => nameOf(blockId) === field);

/** The `block_id`s of the inputs that stand in a modal. */
function inputsOf({ blocks, state }: SubmissionPayload['view']): readonly string[] {
  const drawn = blocks.flatMap(({ type, block_id: id }) =>
    type === 'input' && id !== undefined ? [id] : [],
  );
  return drawn.length > 0 ? drawn : Object.keys(state?.values ?? {});
}

function ofSubmission(body: SubmissionPayload, registry: Registry): Acted {
  const listener = registry.views.get(body.view.callback_id ?? '');
  const { envelope, metadata, values } = filledIn(body.view, listener);
  const callbackId = body.view.callback_id ?? '';
  const meaning: Meaning =
    values === null
      ? { kind: 'stale', sentence: 'incomplete' }
      : envelope !== null && callbackId.startsWith(housePrefix)
        ? { kind: 'house form', callbackId, metadata: envelope.metadata, values }
        : listener === undefined || envelope === null || metadata?.success !== true
          ? { kind: 'stale', sentence: 'staleModal' }
          : {
              kind: 'run',
              practice: practiceOf(callbackId),
              once: envelope.key,
              form: listener.modal,
              run: (interaction) =>
                listener.submit(interaction, metadata.data, readFields(listener.modal, values)),
            };
  return {
    what: `submission ${listener?.modal.callbackId ?? (meaning.kind === 'house form' ? 'lore' : 'unknown')}`,
    user: somebody(body.user.id),
    channel: null,
    triggerId: body.trigger_id,
    place: { kind: 'submission', ...openModal(body.view) },
    meaning,
    errorsByBlock: (errors) => errorsByBlock(errors, inputsOf(body.view)),
  };
}
