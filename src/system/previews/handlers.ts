/**
 * Previews of links to Lore's pages. Below a message stands what everybody in its channel may read, redrawn as posts are; where nobody can say who reads
 * it (a message being written, a channel that is shared with others or without Lore), only that it is something in Lore. Who opens one reads what they
 * themself may.
 */
import type { DocumentRef } from '#core/document.ts';
import { documentIn, readDocument } from '#core/doors.ts';
import type { SystemFeature } from '#core/feature.ts';
import { type ChannelId, isId, type RowId, rowId, type TeamId, type UserId } from '#core/ids.ts';
import { gone } from '#core/kit/message.ts';
import type { Locale } from '#core/languages.ts';
import type { LinkPreview, OpenedLink } from '#core/link-preview.ts';
import { tsOf } from '#core/message-ts.ts';
import { definePost } from '#core/post.ts';
import type { Params } from '#core/post-ref.ts';
import { readPath } from '#core/read-path.ts';
import type { ReadScope } from '#core/scope.ts';
import { asTyped } from '#core/text.ts';
import { askingCopy } from '../asking/copy.ts';
import type { SystemPort } from '../port.ts';
import { previewOf, previewPost, refsIn } from './ids.ts';
import { details, hiddenPreview, preview } from './screens.ts';

type Port = Pick<SystemPort, 'features' | 'store' | 'directory' | 'clock' | 'address'>;

const urlOf = ({ address }: Pick<Port, 'address'>, ref: DocumentRef): string =>
  `${address ?? ''}${readPath(ref)}`;

export function previews(port: Pick<Port, 'features' | 'address'>): SystemFeature {
  return {
    name: 'previews',
    posts: [
      definePost(previewPost, {
        title: askingCopy.titled('preview.title'),
        below: ({ at }) => tsOf(at),
        build: async (read, params, context) => {
          const t = askingCopy.in(context.locale, context.tz);
          const isOpen = await isForItsPeople(read);
          const shown: LinkPreview[] = [];
          const shows: RowId[] = [];
          for (const ref of refsIn(params)) {
            const document = isOpen ? await documentIn(port.features, read, ref, context) : null;
            const url = urlOf(port, ref);
            shown.push(document === null ? hiddenPreview(t, ref, url) : preview(t, document, url));
            // Of some of them it shows words, and how many there are.
            for (const entry of document?.entries ?? [])
              if (entry.kind !== 'heading' && isId(entry.to?.id)) shows.push(rowId(entry.to.id));
          }
          const text = asTyped(shown.map(({ details: { title } }) => title).join('\n'));
          return { text, blocks: [], previews: shown, shows };
        },
        // Something is always shown, so this never is.
        over: gone,
      }),
    ],
  };
}

/** Whether all who read in the channel are people of the workspace: it may have been shared since a link was posted. */
async function isForItsPeople(read: Pick<ReadScope, 'viewer' | 'channel'>): Promise<boolean> {
  const channel = read.viewer.kind === 'channel' ? await read.channel(read.viewer.channelId) : null;
  return channel !== null && channel.hasLore && !channel.isShared;
}

/** What is left of a preview whose post was erased. */
export const hiddenPreviews =
  (port: Pick<Port, 'address'>) =>
  (params: Params, locale: Locale): readonly LinkPreview[] =>
    refsIn(params).map((ref) => hiddenPreview(askingCopy.in(locale, 'UTC'), ref, urlOf(port, ref)));

/** What is done about links in messages, for what hears of them. */
export function previewing(port: Port) {
  const { features, store, directory, clock } = port;
  return {
    /** Shows it once. @returns `false`: nothing of it, since not all who read there are people of this channel */
    preview: async (
      team: TeamId,
      at: { readonly channel: ChannelId; readonly micros: number },
      refs: readonly DocumentRef[],
    ): Promise<boolean> => {
      const post = previewOf(at, refs);
      if (post === null) return false;
      const viewer = { kind: 'channel', channelId: at.channel } as const;
      await directory.ensureAccess(team, viewer);
      return store.transact(team, viewer, async (scope) => {
        if (!(await isForItsPeople(scope)) || (await scope.channel(at.channel))?.isArchived === true)
          return false;
        await scope.publish(post);
        return true;
      });
    },
    hidden: async (
      team: TeamId,
      user: UserId | null,
      refs: readonly DocumentRef[],
    ): Promise<readonly LinkPreview[]> => {
      const person = user === null ? null : await store.directory.person(team, user);
      const t = askingCopy.in(person?.locale ?? 'en', 'UTC');
      return refs.map((ref) => hiddenPreview(t, ref, urlOf(port, ref)));
    },
    open: async (team: TeamId, user: UserId, ref: DocumentRef): Promise<OpenedLink | null> => {
      const person = await directory.person(team, user);
      if (person.memberType !== 'member' && person.memberType !== 'guest') return null;
      const viewer = { kind: 'person', userId: user } as const;
      await directory.ensureAccess(team, viewer);
      const { locale, tz } = person;
      const document = await store.read(team, viewer, (read) =>
        readDocument(features, read, ref, { now: clock.now(), locale, tz }),
      );
      if (document === null) return null;
      return { url: urlOf(port, ref), details: details(askingCopy.in(locale, tz), document) };
    },
  };
}
