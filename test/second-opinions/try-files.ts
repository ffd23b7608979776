/** What an imitation of Slack says about files as Lore sends them: a picture that a message shows, and a file for a channel. */
import { pictureWords } from '../../src/core/picture.ts';
import { channelId, teamId, type TeamId } from '../../src/core/ids.ts';
import { escape } from '../../src/core/text.ts';
import type { Messenger, Outgoing } from '../../src/jobs/messenger.ts';
import { withPicture } from '../../src/jobs/picture-rows.ts';

const bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0x00, 0xfe);
const words = pictureWords;
const chart = {
  kind: 'bars',
  title: words('Votes'),
  bars: [{ topic: words('Checklists'), count: 3 }],
} as const;
const message: Outgoing = { text: escape('Votes: 3 for checklists'), blocks: [] };

/** The message with the picture, as delivery makes it. */
export const shown = (file: string): Outgoing =>
  withPicture(
    { text: message.text, blocks: [], picture: { chart, before: 0 } },
    {
      team_id: teamId('T1'),
      delivery_id: 'd',
      drawing: 'votes',
      state: 'uploaded',
      file_id: file,
      attempts: 0,
      due_at: 0,
      uploaded_at: 0,
      note: null,
    },
  ) as Outgoing;

/** @returns how each call ended, with the ids of the two files */
export async function tryFiles(messenger: Messenger, team: TeamId, channel: string) {
  const to = { channel: channelId(channel) };
  const announced = await messenger.announceFile(team, 'votes.png', bytes.length);
  if (announced.kind !== 'announced') return { picture: '', announced };
  const picture = announced.file;
  const early = await messenger.sendFile(
    team,
    { ...announced, url: new URL('/nothing', announced.url).href },
    'Votes',
    bytes,
  );
  const sent = await messenger.sendFile(team, announced, 'Votes', bytes);
  const posted = await messenger.post(team, to, shown(picture), 'with a picture', []);
  const file = { name: 'notes.md', title: 'Notes', content: '# Grüße' };
  const shared = await messenger.post(team, to, { ...message, file }, 'with a file', []);
  return { picture, early, sent, posted, shared };
}

/** @returns how deleting a file ends, the first time and the second */
export async function deleteTwice(messenger: Messenger, team: TeamId, file: string) {
  return [await messenger.removeFile(team, file), await messenger.removeFile(team, file)] as const;
}
