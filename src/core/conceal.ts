/**
 * Everything that leaves Lore goes through here. The id, name and address of a conversation are for the people who may see it; anyone else reads a few
 * words instead. Ids in the values of buttons and in a modal's metadata stay, since nothing would work without them. A test of everything that is sent
 * checks that none of those is one that its reader may not know (test/support/leak/conversations.ts).
 */
import type { Json } from './export.ts';
import { channelId, isId, type ChannelId } from './ids.ts';
import { addresses, leadsTo, mentioned } from './message-link.ts';
import { sharedCopy } from './shared-copy.ts';
import type { Locale } from './languages.ts';
import type { ReadScope } from './scope.ts';

/** What nobody reads, and what people typed into a form themselves. */
const unread = new Set(['value', 'metadata', 'action_id', 'block_id', 'callback_id', 'callbackId']);

/** In exports. The id of a schedule contains the id of its conversation. */
const recordKeys = new Set(['id', 'record']);
const word = /[A-Za-z0-9]+/g;

type View = Pick<ReadScope, 'visibleChannels'>;

/** What was rendered, without the conversations that its reader may not see. */
export async function concealed<Drawn>(
  view: View,
  drawn: Drawn,
  reader: { readonly locale: Locale; readonly tz: string },
): Promise<Drawn> {
  const hidden = await hiddenAmong(view, drawn);
  if (hidden.size === 0) return drawn;
  const t = sharedCopy.in(reader.locale, reader.tz);
  const text = { channel: t.plain('unseen.channel'), link: t.plain('unseen.link') };
  // The shape stays: words replace words, and a piece of rich text replaces another.
  return without(drawn, hidden, text) as Drawn;
}

/** The same for an export: a hidden conversation becomes `null`, and disappears from lists. */
export async function concealedExport<Exported extends Json>(
  view: View,
  exported: Exported,
): Promise<Exported> {
  const hidden = await hiddenAmong(view, exported);
  return hidden.size === 0 ? exported : (withoutExported(exported, hidden) as Exported);
}

/** Whether it names any conversation. */
export const namesConversations = (drawn: unknown): boolean => namedIn(drawn).size > 0;

async function hiddenAmong(view: View, drawn: unknown): Promise<ReadonlySet<string>> {
  const named = namedIn(drawn);
  if (named.size === 0) return named;
  const seen = await view.visibleChannels([...named]);
  return new Set([...named].filter((channel) => !seen.has(channel)));
}

function namedIn(drawn: unknown): Set<ChannelId> {
  if (typeof drawn === 'string')
    return new Set([
      ...[...drawn.matchAll(mentioned)].map(([, id = '']) => channelId(id)),
      ...[...drawn.matchAll(addresses)].flatMap(([address]) => leadsTo(address)),
    ]);
  if (typeof drawn !== 'object' || drawn === null) return new Set();
  const found = new Set<ChannelId>();
  for (const [key, value] of Object.entries(drawn)) {
    if (unread.has(key)) continue;
    if (isChannelKey(key) && isId(value)) found.add(channelId(value));
    else for (const channel of namedIn(value)) found.add(channel);
  }
  return found;
}

/** In rich text and in exports (`aChannel`). */
const isChannelKey = (key: string): boolean => key === 'channel_id' || key === 'channel';

/** What replaces hidden conversations. */
type Substitutes = Readonly<Record<'channel' | 'link', string>>;

function without(drawn: unknown, hidden: ReadonlySet<string>, instead: Substitutes): unknown {
  const isHidden = (id: string) => hidden.has(id);
  const leadsAstray = (address: string) => leadsTo(address).some(isHidden);
  if (typeof drawn === 'string')
    return drawn
      .replaceAll(mentioned, (all, id: string) => (isHidden(id) ? instead.channel : all))
      .replaceAll(addresses, (all) => (leadsAstray(all) ? instead.link : all));
  if (Array.isArray(drawn)) return drawn.map((one: unknown) => without(one, hidden, instead));
  if (typeof drawn !== 'object' || drawn === null || drawn instanceof Map) return drawn;
  if (
    'type' in drawn &&
    drawn.type === 'channel' &&
    'channel_id' in drawn &&
    isHidden(String(drawn.channel_id))
  )
    return { type: 'text', text: instead.channel };
  if ('type' in drawn && drawn.type === 'link' && 'url' in drawn && leadsAstray(String(drawn.url)))
    return { type: 'text', text: instead.link };
  return Object.fromEntries(
    Object.entries(drawn).flatMap(([key, value]: [string, unknown]) => {
      // What someone typed stays as typed, except for a bare address, which Lore filled in.
      if (key === 'initial_value')
        return typeof value === 'string' && leadsAstray(value) ? [] : [[key, value]];
      return [[key, unread.has(key) ? value : without(value, hidden, instead)]];
    }),
  );
}

function withoutExported(exported: Json, hidden: ReadonlySet<string>): Json {
  const isHidden = (one: Json) =>
    typeof one === 'object' &&
    one !== null &&
    'channel' in one &&
    typeof one['channel'] === 'string' &&
    hidden.has(one['channel']);
  if (Array.isArray(exported))
    return (exported as readonly Json[])
      .filter((one) => !isHidden(one))
      .map((one) => withoutExported(one, hidden));
  if (typeof exported === 'string')
    return leadsTo(exported).some((channel) => hidden.has(channel)) ? null : exported;
  if (typeof exported !== 'object' || exported === null) return exported;
  if (isHidden(exported) && Object.keys(exported).length === 1) return null;
  return Object.fromEntries(
    Object.entries(exported).map(([key, value]) => [
      key,
      recordKeys.has(key) && typeof value === 'string'
        ? value.replaceAll(word, (one) => (hidden.has(one) ? '…' : one))
        : withoutExported(value, hidden),
    ]),
  );
}
