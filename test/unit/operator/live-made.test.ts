/** What `lore doctor --live` takes away again is its own, whatever stands in the channel. */
import { channelId } from '../../../src/core/ids.ts';
import { fileName, makeMade, marked } from '../../../src/operator/live/made.ts';

const channel = channelId('C0LIVE');
const metadata = { event_type: 'lore_delivery', event_payload: { id: marked('x') } };

it('leaves a message with its mark that somebody else wrote, and the file that it shows', async () => {
  const picture = [{ type: 'image', slack_file: { id: 'F0PICTURE' } }];
  const messages = [
    { ts: '1.1', user: 'U0OTHER', bot_id: 'B0OTHER', metadata, blocks: picture },
    { ts: '1.2', user: 'U0OTHER', files: [{ id: 'F0THEIRS', name: fileName }] },
    { ts: '1.3', user: 'U0LORE', metadata: { ...metadata, event_payload: { id: 'x' } } },
    { ts: '1.4', user: 'U0LORE', metadata, reply_count: 2 },
  ];
  const below = [
    { ts: '1.4', user: 'U0LORE', metadata },
    { ts: '1.5', user: 'U0OTHER', metadata, blocks: picture },
    { ts: '1.6', user: 'U0LORE', metadata },
  ];
  const taken: unknown[] = [];
  const made = makeMade(
    {
      ask: async (method, args = {}) => {
        if (method === 'conversations.history') return { messages };
        if (method === 'conversations.replies') return { messages: below };
        taken.push(args['ts'] ?? args['file']);
        return {};
      },
      paced: () => Promise.reject(new Error('nothing is posted')),
      isUnsure: () => false,
      waits: [],
    },
    'U0LORE',
  );
  expect(await made.sweep(channel)).toBe(2);
  expect(await made.remove()).toEqual([]);
  expect(taken).toEqual(['1.6', '1.4']);
});
