import { aChannel, aRecord } from '../../../src/core/export.ts';
import { concealedExport } from '../../../src/core/conceal.ts';
import { channelId, rowId } from '../../../src/core/ids.ts';

describe('an export', () => {
  const view = { visibleChannels: async () => new Set([channelId('C0SEEN')]) };

  it('names no conversation that its reader may not see, in the ids of records neither', async () => {
    const prompt = (channel: string) => ({
      id: `learned.weekly:${channel}:2026-11-25`,
      channel: aChannel(channelId(channel)),
      before: aRecord(rowId(`learned.weekly:${channel}:2026-11-18`), null),
    });
    const exported = await concealedExport(view, { prompts: [prompt('C0HIDDEN'), prompt('C0SEEN')] });
    expect(exported).toEqual({
      prompts: [
        {
          id: 'learned.weekly:…:2026-11-25',
          channel: null,
          before: { record: 'learned.weekly:…:2026-11-18', called: null },
        },
        prompt('C0SEEN'),
      ],
    });
  });
});
