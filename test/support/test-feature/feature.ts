/**
 * A practice that exists only here: a command, a modal, a button, a Home section, a ritual with its post, something for the digest and for the
 * agenda, a table with its migration, of which the export and how long it is kept follow. Nothing outside this folder knows it.
 */
import { recordsOf } from '../../../src/core/export.ts';
import type { Feature } from '../../../src/core/feature.ts';
import { channelId, rowId } from '../../../src/core/ids.ts';
import { button } from '../../../src/core/kit/action.ts';
import { header, section, userText } from '../../../src/core/kit/blocks.ts';
import { drawModal, input } from '../../../src/core/kit/modal.ts';
import {
  errors,
  nothing,
  onAction,
  onSubmit,
  open,
  say,
  type Interaction,
  type Reply,
} from '../../../src/core/listener.ts';
import { copy } from './copy.ts';
import { dropPebble, newPebble } from './ids.ts';
import { asked, rituals } from './rituals.ts';
import { pebbles } from './tables.ts';
import { agendaItems, digestItems } from './week.ts';

const words = ({ locale, person }: Interaction) => copy.in(locale, person.tz);

function told(interaction: Interaction, key: 'saved' | 'gone' | 'notHere', values = {}): Reply {
  const text = words(interaction).mrkdwn(key, values);
  return say({ text, blocks: [section(text)] });
}

async function save(
  { scope, person, newId, now }: Interaction,
  channel: string,
  text: string,
): Promise<void> {
  const audience = await scope.audience({ kind: 'conversation', channel: channelId(channel) });
  const row = { id: rowId(newId()), channel_id: channelId(channel), words: text, kept_at: now };
  await scope.insert(pebbles, row, { audience, by: [person.userId], names: 'shown' });
  await scope.refreshHome(person.userId);
}

export const pebble: Feature = {
  name: 'pebble',
  title: () => 'Pebbles',
  copy,
  tables: [pebbles],
  records: [recordsOf(pebbles, async (rows) => rows.map((row) => row.words))],
  commands: [
    {
      name: '/pebble',
      summary: () => 'keep a few words',
      usage: () => '[words]',
      run: async (interaction, text) => {
        const { channel } = interaction;
        if (channel?.hasLore !== true) return told(interaction, 'notHere');
        if (text !== '') {
          await save(interaction, channel.channelId, text);
          return told(interaction, 'saved', { words: text });
        }
        const copyHere = words(interaction);
        return open(
          drawModal(
            newPebble,
            { channel: channel.channelId },
            {
              title: copyHere.plain('title'),
              submit: copyHere.plain('save'),
              close: copyHere.plain('close'),
            },
            [input(newPebble, 'words', { label: copyHere.plain('words') })],
          ),
        );
      },
    },
  ],
  views: [
    onSubmit(newPebble, async (interaction, { channel }, fields) => {
      // Written before it is refused: a refusal must undo it.
      await save(interaction, channel, fields.words);
      return fields.words === 'nothing' ? errors({ words: words(interaction).plain('empty') }) : nothing;
    }),
  ],
  actions: [
    onAction(dropPebble, async (interaction, { id }) =>
      (await interaction.scope.delete(pebbles, rowId(id))) ? nothing : told(interaction, 'gone'),
    ),
  ],
  posts: [asked],
  schedules: rituals,
  digestItems,
  agendaItems,
  homeSection: {
    order: 20,
    build: async (view, { locale, tz }) => {
      const rows = await view.mine(pebbles).select(['it.id', 'it.words']).orderBy('it.id').execute();
      const copyHere = copy.in(locale, tz);
      if (rows.length === 0) return [];
      return [
        header(copyHere.plain('heading')),
        ...rows.flatMap((row) => [
          userText(row.words),
          {
            type: 'actions' as const,
            elements: [button(dropPebble, copyHere.plain('drop'), { id: row.id })],
          },
        ]),
      ];
    },
  },
};
