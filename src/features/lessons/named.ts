/** Which channels' names a reader may know, of what came from them. */
import type { ChannelId } from '#core/ids.ts';
import type { ReadScope } from '#core/scope.ts';

/** Where something comes from, and whether that was public then. */
interface From {
  readonly channel_id: ChannelId;
  readonly from_public: 0 | 1;
}

/** Of a channel that was private then, only its people know that something comes from there, whatever it has become. */
export async function namedTo(read: ReadScope, all: readonly From[]): Promise<(one: From) => boolean> {
  const visible = await read.visibleChannels([...new Set(all.map(({ channel_id: id }) => id))]);
  const inside = new Set<ChannelId>();
  for (const id of visible) if ((await read.channel(id)) !== null) inside.add(id);
  return ({ channel_id: id, from_public: wasPublic }) =>
    inside.has(id) || (wasPublic === 1 && visible.has(id));
}
