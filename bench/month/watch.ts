/** Looks at what Lore says in the sandbox, each message once and as it was first said: buttons go, and texts change. */
import { optionsOf } from '../../sandbox/app/values.ts';
import { elementsOf } from '../../sandbox/blocks/inside.ts';
import { listAt, objectAt, textAt, type Json } from '../../sandbox/json.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { deliveryOf } from '../../test/support/insist.ts';
import type { Said } from './facts.ts';

export interface Watch {
  readonly said: readonly Said[];
  /** Takes in what is new. @returns the messages, the oldest first */
  look(): readonly (readonly [Said, Message])[];
}

/** Above the messages, in both languages. */
const headers: Readonly<Record<string, Said['kind']>> = {
  'What did we learn?': 'learned.weekly',
  'Was haben wir gelernt?': 'learned.weekly',
  'Worth knowing this week': 'digest.weekly',
  'Wissenswertes dieser Woche': 'digest.weekly',
  'Who presents next': 'rotation.presenter',
  'Wer als Nächstes vorträgt': 'rotation.presenter',
  Agenda: 'rotation.agenda',
  Tagesordnung: 'rotation.agenda',
};

export function watch(sandbox: Sandbox): Watch {
  const { world, core } = sandbox;
  const said: Said[] = [];
  const seen = new Map<string, number>();
  return {
    said,
    look: () => {
      const fresh: (readonly [Said, Message])[] = [];
      for (const conversation of world.conversations) {
        const all = world.messages[conversation.id] ?? [];
        const from = seen.get(conversation.id) ?? 0;
        seen.set(conversation.id, all.length);
        for (const message of all.slice(from)) {
          if (message.userId !== core.install.botUserId || message.ephemeralTo !== null) continue;
          const person =
            conversation.kind === 'im'
              ? (conversation.members.find((id) => id !== core.install.botUserId) ?? null)
              : null;
          fresh.push([asSaid(message, person), message]);
        }
      }
      said.push(...fresh.map(([one]) => one));
      return fresh;
    },
  };
}

function asSaid(message: Message, person: string | null): Said {
  const { channelId: channel, ts, text } = message;
  const kind = person === null ? kindOf(message.blocks) : isGreeting(message.blocks) ? 'greeting' : 'direct';
  return { at: Math.floor(Number(ts) * 1000), channel, kind, person, delivery: deliveryOf(message), text };
}

function kindOf(blocks: readonly Json[]): Said['kind'] {
  const header = blocks.find((block) => block['type'] === 'header');
  const known = headers[textAt(objectAt(header ?? {}, 'text'), 'text')];
  if (known !== undefined) return known;
  const has = (action: string) => actionsOf(blocks).includes(action);
  if (has('learned.manage')) return 'share';
  if (has('questions.answer')) return 'question';
  return has('journey.manage') ? 'entry' : 'other';
}

/** What only an answer to what somebody did has to press: they invited Lore, said yes to talking with somebody who did, too, or set up a forum. */
const answering = ['lore.rituals', 'coaching.rhythm', 'forums.drop'];
const isGreeting = (blocks: readonly Json[]) =>
  actionsOf(blocks).some((action) => answering.includes(action));

/** What can be pressed or chosen: an entry of a menu of different things names its action in its value. */
export const actionsOf = (blocks: readonly Json[]): string[] =>
  blocks
    .flatMap(elementsOf)
    .flatMap((element) =>
      textAt(element, 'action_id') === 'menu'
        ? optionsOf(element).map((option) => textAt(option, 'value').split(':')[0] ?? '')
        : [textAt(element, 'action_id')],
    );

/** What an input of a form holds when it is opened; `undefined` for nothing. @param field its name */
export function presetOf(view: Json, field: string): string | undefined {
  const all = listAt(view, 'blocks').flatMap((block) =>
    elementsOf(block).map((element) => ({ block, element })),
  );
  const { element = {} } =
    all.find((one) => one.element['action_id'] === field) ??
    all.find((one) => textAt(one.block, 'block_id').split('#')[0] === field) ??
    {};
  const option = objectAt(element, 'initial_option');
  const preset = option['value'] ?? element['initial_time'] ?? element['initial_date'];
  return typeof preset === 'string' ? preset : undefined;
}
