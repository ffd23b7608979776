/** The steps of a retrospective as people take them, for tests that are about something else. */
import { listAt, textAt, type Json } from '../../sandbox/json.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import type { Message } from '../../sandbox/state/world.ts';
import type { SubmitAnswer } from '../../sandbox/protocol.ts';
import { called } from './called.ts';
import { textsIn, type Colleague, type Filled } from './colleague.ts';

export const website = 'C0WEBSITE';

/** What Lore has posted in a conversation for everybody there, oldest first. */
export function posts(sandbox: Sandbox, channelId: string): readonly Message[] {
  return (sandbox.world.messages[channelId] ?? []).filter(
    (message) => message.userId === sandbox.core.install.botUserId && message.ephemeralTo === null,
  );
}

/** What stands in the message of a retrospective with this name, while it is open and after it. */
export const titleOf = (about: string): RegExp =>
  new RegExp(`Retrospective: ${about}|${about}: what we take with us`);

/** The messages of the retrospective with this name. */
export function retroPosts(sandbox: Sandbox, channelId: string, about: string): readonly Message[] {
  return posts(sandbox, channelId).filter(({ blocks }) =>
    blocks.some(
      (block) =>
        block['type'] === 'header' &&
        // A plan and a review before the work end with the same name.
        textsIn(block).some(
          (text) =>
            (text.endsWith(about) && !/^(Before we start|Project): /.test(text)) ||
            text.startsWith(`${about}: `),
        ),
    ),
  );
}

/** The one message of a retrospective. @throws when there is none, or more than one */
export function retroPost(sandbox: Sandbox, channelId: string, about: string): Message {
  const [one, ...more] = retroPosts(sandbox, channelId, about);
  if (one === undefined || more.length > 0)
    throw new Error(`${about}: ${more.length + 1 - Number(!one)} posts`);
  return one;
}

/** Types `/retro …` and submits the modal that opens. @param fields those under "Change" when any is given */
export async function beginRetro(
  person: Colleague,
  channelId: string,
  about: string,
  fields: Filled = {},
): Promise<SubmitAnswer> {
  await person.say(channelId, `/retro ${about}`);
  if (Object.keys(fields).length > 0) await person.pressInModal('retro.change');
  return person.submit(fields);
}

/** Opens the form and adds cards. */
export async function addCards(person: Colleague, message: Message, columns: Filled): Promise<SubmitAnswer> {
  await person.press(message, 'retro.add');
  return person.submit(columns);
}

/** The facilitator ends the phase that is on. */
export async function endPhase(person: Colleague, message: Message): Promise<void> {
  if (isGrouping(message)) {
    await person.press(message, 'retro.go-on');
    return;
  }
  await person.press(message, 'retro.manage', { holds: '"end"' });
  await person.submit();
}

/** Whether the message has the button that ends it. */
export const isGrouping = ({ blocks }: Message): boolean => JSON.stringify(blocks).includes('"retro.go-on"');

/** The facilitator goes on until actions are agreed on. @param message as it stands, redrawn by `settle` */
export async function toActions(
  person: Colleague,
  message: Message,
  settle: () => Promise<void>,
): Promise<void> {
  await settle();
  const holds = (text: string) => JSON.stringify(message.blocks).includes(text);
  for (let phases = 0; phases < 4 && holds('retro.manage') && !holds('retro.propose'); phases += 1) {
    await endPhase(person, message);
    await settle();
  }
}

/** The facilitator cancels what they have open in a conversation, since they can have only some open at a time. */
export async function cancelAll(sandbox: Sandbox, person: Colleague, channelId: string): Promise<void> {
  for (const message of posts(sandbox, channelId)) {
    const isOpen = JSON.stringify(message.blocks).includes('retro.manage');
    if (!isOpen || !message.text.includes(`${called(person.id)} facilitates`)) continue;
    await person.press(message, 'retro.manage', { holds: '"cancel"' });
    if (person.modal() !== undefined) await person.submit();
  }
}

export async function propose(person: Colleague, message: Message, fields: Filled): Promise<SubmitAnswer> {
  await person.press(message, 'retro.propose');
  return person.submit(fields);
}

/** The texts of the cards over all pages, in the modal that the message offers: by topic, or by column. */
export async function readAllCards(person: Colleague, message: Message): Promise<string[]> {
  const stands = (action: string) => JSON.stringify(message.blocks).includes(`"${action}"`);
  const [action, textOf] = stands('retro.topics')
    ? (['retro.topics', textsOfTopic] as const)
    : (['retro.see', bulletsOf] as const);
  if (stands(action)) await person.press(message, action);
  // The summary has them in its menu.
  else await person.press(message, 'retro.summary', { holds: '"cards"' });
  const cards: string[] = [];
  for (;;) {
    const blocks = listAt(person.modal()?.view ?? {}, 'blocks');
    cards.push(...blocks.filter((block) => block['type'] === 'rich_text').flatMap(textOf));
    if (!JSON.stringify(blocks).includes(`${action}-on`)) break;
    await person.pressInModal(`${action}-on`);
  }
  await person.closeAll();
  return cards;
}

/** A topic of several cards is a list; one of one card begins with its number. */
function textsOfTopic(block: Json): string[] {
  const [section] = listAt(block, 'elements');
  if (section?.['type'] === 'rich_text_list') return bulletsOf(block);
  return [asRead(listAt(section ?? {}, 'elements').slice(1))];
}

/** What somebody wrote, as it is read: a link by its words, and without the author who follows. */
function asRead(pieces: readonly Json[]): string {
  const texts = pieces.map((piece) => textAt(piece, 'text'));
  const author = texts.findIndex((text) => text.startsWith(' · '));
  return texts.slice(0, author === -1 ? undefined : author).join('');
}

function bulletsOf(block: Json): string[] {
  return listAt(block, 'elements')
    .flatMap((list) => listAt(list, 'elements'))
    .map((item) => asRead(listAt(item, 'elements')));
}
