/** Renders a post with the access of its readers: everyone in the channel together, or the one person. */
import type { KnownBlock } from '@slack/types';
import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { TeamId } from '#core/ids.ts';
import { textLength } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { pressable } from '#core/kit/pressable.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import { localeOf } from '#core/languages.ts';
import { type NamesFor, nothingReady, readied, type Ready } from '#core/names.ts';
import { type Message, stays } from '#core/post.ts';
import type { Viewer } from '#core/visibility.ts';
import { join } from '#core/text.ts';
import { isZone } from '#core/time/zone.ts';
import type { ChannelTable, Schema } from '../store/schema.ts';
import type { Delivery } from './outbox.ts';
import type { Parts } from './parts.ts';
import { readParams } from './stored-params.ts';

/** A post that cannot be sent as it is; `message` is a code for the delivery's note. */
export class Undeliverable extends Error {}

interface Drawn {
  readonly message: Message | null;
  readonly isUnseen: boolean;
}

/**
 * @param isAlone whether it is the whole message, or part of one
 * @returns `message`: `null` if there is nothing to say, and nothing was sent or it stays as it was; `isUnseen`: its reader does not see all that it
 *   is about, so there may be something to say again
 * @throws Undeliverable if no feature has the post, its parameters cannot be read, or it exceeds Slack's limits; and whatever the builder throws
 */
export async function draw(parts: Parts, row: Delivery, isAlone = true): Promise<Drawn> {
  const definition = parts.posts.get(row.post);
  if (definition === undefined) throw new Undeliverable('no_such_post');
  const params = readParams(row.params);
  if (params === null) throw new Undeliverable('no_params');
  // The ids were checked when the row was written.
  const team = row.team_id;
  const viewer = viewerOf(row);
  await parts.ensureAccess(team, viewer);
  const { isMixed, ...languageAndZone } = await readerOf(parts.store.system, team, viewer);
  const drawing = { now: parts.clock.now(), ...languageAndZone };
  const isChannel = viewer.kind === 'channel';
  const reader = { ...languageAndZone, isChannel, isMixed, asks: definition.asks };
  const { isUnseen, ...drawn } = await parts.store.read(
    team,
    viewer,
    async (read, isUnseen): Promise<Ready<Message | null> & { readonly isUnseen: boolean }> => {
      const said = await definition.build(read, params, drawing);
      if (said !== null || row.state !== 'sent')
        return { ...(await readied(read, said, reader)), isUnseen: false };
      const ids = Object.values(params).filter((param) => typeof param === 'string');
      const hides = viewer.kind === 'person' && (await isUnseen(ids));
      const { over } = definition;
      if (over === stays && isAlone && viewer.kind === 'person') return { ...nothingReady, isUnseen: hides };
      const sentence = await (over === stays ? gone : over)(read, params, drawing);
      return { ...(await readied(read, messageOf(sentence), reader)), isUnseen: hides };
    },
  );
  const { ready: message } = drawn;
  if (message !== null && !fits(message)) throw new Undeliverable('too_long');
  const { attach } = definition;
  if (message !== null && attach !== undefined && row.user_id !== null)
    return { message: { ...message, file: await attach(team, row.user_id, drawing, params) }, isUnseen };
  // Before Slack has it: whatever happens then, another name redraws it, and what it shows that changes.
  await parts.store.standing.note(team, row.key, { ...drawn, shows: message?.shows ?? [] });
  return { message, isUnseen };
}

/** Whose access a post is rendered with. */
export function viewerOf(row: Delivery): Viewer {
  if (row.user_id !== null) return { kind: 'person', userId: row.user_id };
  if (row.channel_id === null) throw new Undeliverable('no_destination');
  return { kind: 'channel', channelId: row.channel_id };
}

async function readerOf(
  db: Kysely<Schema>,
  team: TeamId,
  viewer: Viewer,
): Promise<Required<Pick<NamesFor, 'locale' | 'tz' | 'isMixed'>>> {
  const facts =
    viewer.kind === 'person'
      ? await db
          .selectFrom('person')
          // What they chose themselves goes before what Slack says.
          .select((it) => [
            it.fn.coalesce('own_locale', 'locale').as('locale'),
            'tz',
            sql.lit(0).as('others'),
          ])
          .where('team_id', '=', team)
          .where('user_id', '=', viewer.userId)
          .executeTakeFirst()
      : await db
          .selectFrom('channel as c')
          .select((it) => ['c.locale', 'c.tz', it.exists(inOtherLanguages(it)).as('others')])
          .where('c.team_id', '=', team)
          .where('c.channel_id', '=', viewer.channelId)
          .executeTakeFirst();
  const tz = facts !== undefined && isZone(facts.tz) ? facts.tz : 'UTC';
  return { locale: localeOf(facts?.locale), tz, isMixed: Boolean(facts?.others) };
}

/** Members of the channel `c` whose Slack, whatever they chose for Lore, is in another language. */
const inOtherLanguages = (it: ExpressionBuilder<Schema & { c: ChannelTable }, 'c'>) =>
  it
    .selectFrom('membership as m')
    .innerJoin('person as p', (on) =>
      on.onRef('p.team_id', '=', 'm.team_id').onRef('p.user_id', '=', 'm.user_id'),
    )
    .select('p.user_id')
    .whereRef('m.team_id', '=', 'c.team_id')
    .whereRef('m.channel_id', '=', 'c.channel_id')
    .where('p.standing', 'not in', ['bot', 'deactivated'])
    .whereRef('p.locale', '<>', 'c.locale');

/** Whether Slack would take this message. */
export function fits(message: Message): boolean {
  const named = message.blocks.flatMap((block) => (block.block_id === undefined ? [] : [block.block_id]));
  return (
    message.blocks.length + (message.picture === undefined ? 0 : 1) <= limits.messageBlocks &&
    textLength(message.blocks) <= limits.messageText &&
    new Set(named).size === named.length
  );
}

/** Joins two messages with a divider. A message has at most one primary button and one picture: those of the first, more urgent one. */
export function together(first: Message, second: Message): Message {
  const hasPrimary = first.blocks.some((block) => pressable(block).some(isPrimary));
  const picture = first.picture ?? moved(second.picture, first.blocks.length + 1);
  return {
    ...(picture === undefined ? {} : { picture }),
    text: join([first.text, second.text], '\n\n'),
    blocks: [
      ...first.blocks,
      { type: 'divider' },
      ...(hasPrimary ? second.blocks.map(withoutPrimary) : second.blocks),
    ],
  };
}

const moved = (picture: Message['picture'], by: number): Message['picture'] =>
  picture === undefined ? undefined : { ...picture, before: picture.before + by };

function withoutPrimary(block: KnownBlock): KnownBlock {
  if (block.type === 'actions') return { ...block, elements: block.elements.map(plain) };
  return block.type === 'section' && block.accessory !== undefined
    ? { ...block, accessory: plain(block.accessory) }
    : block;
}

function isPrimary(element: object): boolean {
  return 'style' in element && element.style === 'primary';
}

function plain<Element extends object>(element: Element): Element {
  if (!isPrimary(element)) return element;
  const copy: Element & { style?: unknown } = { ...element };
  delete copy.style;
  return copy;
}
