/** Pictures in messages, and files. */
import { minute, second } from '#core/clock.ts';
import { section } from '#core/kit/blocks.ts';
import { type Chart, pictureWords } from '#core/picture.ts';
import { escape } from '#core/text.ts';
import { rates } from '../../../jobs/pace.ts';
import { imageOf } from '../../../jobs/picture-rows.ts';
import { type Check, either, no, withPerson, yes } from '../check.ts';
import { outcomeOf, Refused, seen } from '../refused.ts';
import type { Live, Posted } from '../live.ts';
import { fileName } from '../made.ts';
import { at, listAt, objectsIn, textAt } from '../read.ts';

const chartOf = (count: number): Chart => ({
  kind: 'bars',
  title: pictureWords('Lore is trying a picture'),
  bars: [{ topic: pictureWords('Bars'), count }],
});

/** How long Lore waits for a file until the text stands alone. */
const longest = minute;

/** As Lore does it: nobody sees the file until a message shows it. @returns its id */
async function upload({ calls, messenger, team, made, render }: Live, chart: Chart): Promise<string> {
  const png = await render(chart).catch(() => null);
  if (png === null) throw new Refused('no picture can be drawn on this machine');
  const announced = await calls.paced([[rates.upload, team]], () =>
    messenger.announceFile(team, 'lore-live.png', png.length),
  );
  made.file(announced.file);
  await calls.paced([[rates.upload, team]], () => messenger.sendFile(team, announced, 'lore-live.png', png));
  return announced.file;
}

/** Puts a picture into a message, again and again until Slack has processed it. @returns ms. @throws Refused when a minute is over */
async function show(live: Live, posted: Posted, chart: Chart, file: string): Promise<number> {
  const began = live.now();
  for (;;) {
    const end = await outcomeOf(live.redraw(posted, { blocks: [imageOf(chart, file)] }));
    if (end === 'taken') return live.now() - began;
    if (end !== 'invalid_blocks' || live.now() - began > longest) throw new Refused(end);
    await live.wait(2 * second);
  }
}

const seconds = (ms: number): string => `after ${Math.round(ms / 1000)} s`;

/** What Slack tells of a file. */
const told = async ({ calls }: Live, file: string) =>
  at(await seen(calls.ask('files.info', { file })), 'file');

const textStays =
  'leaves the picture out after a minute; the text says the same, and the log has Slack’s code';

export const files: readonly Check[] = [
  {
    subject: 'picture',
    tries: 'a picture is uploaded without a channel, and a message shows it within a minute',
    documented: 'files.completeUploadExternal, then an image block with slack_file (files:write)',
    otherwise: textStays,
    run: async (live) => {
      const posted = await live.post({ blocks: [section(escape('A picture follows.'))] });
      const chart = chartOf(1);
      const file = await upload(live, chart);
      return yes(`taken ${seconds(await show(live, posted, chart, file))}`);
    },
  },
  {
    subject: 'picture',
    tries: 'what the message shows is Slack’s file',
    documented: 'the reference of the image block',
    otherwise: textStays,
    run: async (live) => {
      const posted = await live.post();
      const file = await upload(live, chartOf(2));
      await show(live, posted, chartOf(2), file);
      const blocks = objectsIn(listAt(await live.readBack(posted), 'blocks'));
      const image = blocks.find((block) => block['type'] === 'image');
      if (image === undefined) return no('the message came back without an image');
      return either(textAt(image, 'slack_file', 'id') === file || 'image_url' in image, 'an image came back');
    },
  },
  {
    subject: 'picture',
    tries: 'nobody but those in the conversation can open the picture',
    documented:
      'a file without a channel is private; shown in a message, it is shared with that conversation',
    otherwise: 'shows its numbers to people of this workspace who guess an address; they name nobody',
    breaksLore: true,
    run: async (live) => {
      const posted = await live.post();
      const file = await upload(live, chartOf(3));
      const before = await told(live, file);
      await show(live, posted, chartOf(3), file);
      const after = await told(live, file);
      const places = ['channels', 'groups', 'ims'].flatMap((kind) => listAt(after, kind));
      const isOpen = [before, after].some(
        (one) => at(one, 'is_public') === true || at(one, 'public_url_shared') === true,
      );
      const others = places.filter((place) => place !== live.channel).length;
      return either(
        !isOpen && others === 0,
        `public: ${isOpen}; conversations: ${places.length}, others: ${others}`,
      );
    },
  },
  {
    subject: 'picture',
    tries: 'a message shows another picture instead, and the first is deleted',
    documented: 'chat.update with another block_id, then files.delete',
    otherwise: 'leaves the picture out of that message; the text says the same',
    run: async (live) => {
      const posted = await live.post();
      const [first, second] = [await upload(live, chartOf(4)), await upload(live, chartOf(5))];
      await show(live, posted, chartOf(4), first);
      const took = await show(live, posted, chartOf(5), second);
      await live.calls.ask('files.delete', { file: first });
      const shown = objectsIn(listAt(await live.readBack(posted), 'blocks'));
      const hasBoth = [first, second].map((id) =>
        shown.some((block) => textAt(block, 'block_id') === `picture-${id}`),
      );
      return either(hasBoth[0] === false && hasBoth[1] === true, `the other one ${seconds(took)}`);
    },
  },
  {
    subject: 'file',
    tries: 'an export is sent to a person as a file, with a sentence above it',
    documented: 'files.completeUploadExternal with channel_id and initial_comment; asynchronous, gives no ts',
    otherwise: 'tells the person in App Home that no file can be sent here, and where else to read or get it',
    run: withPerson(async (live) => {
      const channel = await live.direct();
      const began = live.now();
      await live.post(
        { file: { name: fileName, title: fileName, content: 'Lore is trying a file.' } },
        { channel },
      );
      const found = await waitFor(live, () => live.made.sweep(channel, began - minute));
      if (found === 'missing_scope')
        return yes(
          'taken; without im:history the message above the file can’t be looked up or removed: delete it by hand',
        );
      return either(
        found === 'there',
        found === 'there' ? 'taken, and it arrived' : 'taken, and not there within a minute',
      );
    }),
  },
  {
    subject: 'file',
    tries: 'a file is deleted, and a second time Slack says that it is gone',
    documented: 'files.delete; file_deleted or file_not_found',
    otherwise: 'tries again until Slack says that it is gone, and logs what could not be deleted',
    run: async (live) => {
      const file = await upload(live, chartOf(6));
      const ends: string[] = [];
      for (let time = 0; time < 2; time += 1)
        ends.push(await outcomeOf(live.calls.ask('files.delete', { file })));
      return either(
        ends[0] === 'taken' && /^file_(deleted|not_found)$/.test(ends[1] ?? ''),
        ends.join(', then '),
      );
    },
  },
];

/** Looks again and again for a minute. */
async function waitFor(
  live: Live,
  look: () => Promise<number>,
): Promise<'there' | 'missing' | 'missing_scope'> {
  const began = live.now();
  for (;;) {
    const counted = await look().catch((error: unknown) => {
      if (error instanceof Refused && error.code === 'missing_scope') return null;
      throw error;
    });
    if (counted === null) return 'missing_scope';
    if (counted > 0) return 'there';
    if (live.now() - began > longest) return 'missing';
    await live.wait(5 * second);
  }
}
