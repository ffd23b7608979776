/** One's own evidence pack: made by the person and for them, with their own access. Nobody else can open it or learn of it. */
import { minute } from '#core/clock.ts';
import type { FeaturePart } from '#core/feature.ts';
import { messageOf } from '#core/kit/message.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import {
  errors,
  type Interaction,
  nothing,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import { readied } from '#core/names.ts';
import { definePost, stays } from '#core/post.ts';
import { copy } from '../copy.ts';
import * as ids from './ids.ts';
import { arrange, ownPack, type Practices, putAtEnd, takeFromPack } from './operations.ts';
import { ownWords } from './rows.ts';
import { type Entry, formats, noWords, type Pack, placeFrom, tooLong } from './rules.ts';
import * as screens from './screens.ts';

const inOf = (interaction: Reading): screens.In => ({
  t: copy.for(interaction),
  tz: interaction.person.tz,
});

const packOf = (practices: Practices, { scope, now, locale, person }: Reading): Promise<Pack> =>
  ownPack(practices, scope, { now, locale, tz: person.tz });

/** @param show opens it, or redraws it where it stands */
const shown =
  (practices: Practices, show: typeof open | typeof update) =>
  async (interaction: Reading, page: number): Promise<Reply> => {
    const pack = await packOf(practices, interaction);
    const words = (await ownWords.of(interaction.scope, null)) ?? noWords;
    return show(screens.renderPack(inOf(interaction), pack, words, page));
  };

export const openPack = (practices: Practices) => {
  const show = shown(practices, open);
  return (interaction: Reading): Promise<Reply> => show(interaction, 0);
};

const gone = (interaction: Reading): Reply =>
  say(messageOf(copy.for(interaction).mrkdwn('refused.evidenceGone')));

/** @param by how many places it moves, downwards */
const moving =
  (practices: Practices, by: -1 | 1) =>
  async (interaction: Interaction, { i: id, p: page }: ids.OfItem): Promise<Reply> => {
    const pack = await packOf(practices, interaction);
    const at = pack.entries.findIndex((entry) => entry.id === id);
    const entry = pack.entries[at];
    if (entry === undefined) return gone(interaction);
    await arrange(interaction, pack, entry, at + by);
    return shown(practices, update)(interaction, page);
  };

async function saveItem(
  practices: Practices,
  interaction: Interaction,
  { i: id }: ids.OfItem,
  typed: { readonly words: string; readonly place: string },
): Promise<Reply> {
  const t = copy.for(interaction);
  const pack = await packOf(practices, interaction);
  const entry = pack.entries.find((one) => one.id === id);
  if (entry === undefined) return gone(interaction);
  const place = placeFrom(typed.place);
  const wrong = screens.wordsRefusal(t, typed.words);
  if (place === null || wrong !== null)
    return errors({
      ...(wrong === null ? {} : { words: wrong }),
      ...(place === null ? { place: t.plain('evidence.noPlace', { count: pack.entries.length }) } : {}),
    });
  // What stands there anyway is nobody's own wording: it follows what it is about.
  const words = typed.words === entry.what ? '' : typed.words;
  const changed: Entry = { ...entry, words };
  await arrange(interaction, pack, changed, place - 1);
  const after = await packOf(practices, interaction);
  return shown(practices, update)(interaction, screens.pageWith(after, id));
}

/** @param practices those in which people do something for others' learning */
export const evidencePack = (practices: Practices): FeaturePart => {
  const redrawn = shown(practices, update);
  return {
    actions: [
      onReading(ids.openPack, openPack(practices)),
      ...onReadingPages(ids.packPages, (interaction, { page }) => redrawn(interaction, page)),
      onAction(ids.putIn, async (interaction, { i: id, p: page }) => {
        const { entries, others } = await packOf(practices, interaction);
        const item = [...entries, ...others].find((one) => one.id === id);
        if (item === undefined) return gone(interaction);
        await putAtEnd(interaction, item);
        return redrawn(interaction, page);
      }),
      onAction(ids.takeOut, async (interaction, { i: id, p: page }) => {
        await takeFromPack(interaction, id);
        return redrawn(interaction, page);
      }),
      onAction(ids.moveUp, moving(practices, -1)),
      onAction(ids.moveDown, moving(practices, 1)),
      onReading(ids.editItem, async (interaction, { i: id, p: page }) => {
        const { entries } = await packOf(practices, interaction);
        const place = entries.findIndex((entry) => entry.id === id);
        const entry = entries[place];
        if (entry === undefined) return gone(interaction);
        return update(screens.renderItem(inOf(interaction), entry, { place, count: entries.length, page }));
      }),
      onReading(ids.editWords, async (interaction, { page }) => {
        const words = (await ownWords.of(interaction.scope, null)) ?? noWords;
        return update(screens.renderWords(copy.for(interaction), words, page));
      }),
    ],
    views: [
      onSubmit(ids.packModal, async (interaction, _of, { format }) => {
        const t = copy.for(interaction);
        const { scope, person, now } = interaction;
        const pack = await packOf(practices, interaction);
        const words = (await ownWords.of(scope, null)) ?? noWords;
        if (screens.isEmpty(pack, words)) return errors({ format: t.plain('evidence.empty') });
        // A second press within the same minute requests the same file.
        await scope.publish(ids.filePost(person.userId, Math.floor(now / minute), format ?? 'page'));
        return say(messageOf(t.mrkdwn('evidence.sent')));
      }),
      onSubmit(ids.itemModal, (interaction, of, typed) => saveItem(practices, interaction, of, typed)),
      onSubmit(
        ids.wordsModal,
        async (interaction, { page }, typed) => {
          const t = copy.for(interaction);
          const wrong = tooLong(typed).map(([name, most]): [string, string] => [
            name,
            t.plain('evidence.long', { length: typed[name].length, most }),
          ]);
          if (wrong.length > 0) return errors(Object.fromEntries(wrong));
          await ownWords.keep(interaction, null, typed, noWords);
          return redrawn(interaction, page);
        },
        async (interaction, _of, typed) => {
          if (tooLong(typed).length === 0) await ownWords.keep(interaction, null, typed, noWords);
          return nothing;
        },
      ),
    ],
    posts: [
      definePost(ids.filePostId, {
        title: copy.titled('title.file'),
        hasFile: true,
        build: async (read, { as }, renderContext) => {
          const format = formats[as];
          if (format === undefined || read.viewer.kind !== 'person') return null;
          const t = copy.for(renderContext);
          const pack = await ownPack(practices, read, renderContext);
          const words = (await ownWords.of(read, null)) ?? noWords;
          if (screens.isEmpty(pack, words)) return null;
          const document = screens.documentOf({ t, tz: renderContext.tz }, pack, words);
          // A name is what somebody typed, too: it stands there before anything is made of it.
          const { ready } = await readied(read, document, renderContext);
          return screens.fileMessage(t, ready, format);
        },
        // The file belongs to them.
        over: stays,
      }),
    ],
  };
};
