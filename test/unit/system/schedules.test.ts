/** What the forms of a channel's rituals offer. */
import { channelId } from '../../../src/core/ids.ts';
import { isZone } from '../../../src/core/time/zone.ts';
import { features } from '../../../src/features.ts';
import { renderChannel } from '../../../src/system/schedules/screens.ts';
import { ritualsOf } from '../../../src/system/schedules/within.ts';

const drawn = async (tz: string) => {
  const settings = {
    tz,
    locale: 'en',
    days: [1, 2, 3, 4, 5],
    holidays: null,
    place: 'thread',
    owner: null,
    deputy: null,
    isLocked: false,
    offers: true,
  } as const;
  const calendar = { tz, days: settings.days, isHoliday: () => false };
  const nothing = {
    lookedAfterBy: null,
    named: [],
    schedules: [],
    last: new Map(),
    people: [],
    isShared: false,
  };
  const setUp = { name: 'one', settings, calendar, ...nothing };
  const overview = { channel: channelId('CONE'), setUp, schedules: [], now: 0 };
  const { view } = await renderChannel({ locale: 'en', tz: 'UTC' }, overview, false);
  const [zone] = view.blocks;
  return JSON.parse(JSON.stringify(zone)) as {
    readonly element: {
      readonly initial_option?: { readonly value: string };
      readonly option_groups: readonly { readonly options: readonly { readonly value: string }[] }[];
    };
  };
};

describe('the form of how rituals run in a channel', () => {
  // Slack says Asia/Kolkata; Node lists Asia/Calcutta, and takes both.
  it.each(['Europe/Berlin', 'UTC', 'Asia/Kolkata', 'Asia/Calcutta', 'Europe/Kyiv', 'Asia/Ho_Chi_Minh'])(
    'is filled in with the zone that holds there, which is offered once: %s',
    async (tz) => {
      const { element } = await drawn(tz);
      expect(element.initial_option?.value).toBe(tz);
      const offered = element.option_groups.flatMap(({ options }) => options.map(({ value }) => value));
      expect(offered.filter((value) => value === tz)).toHaveLength(1);
      expect(element.option_groups.every(({ options }) => options.length <= 100)).toBe(true);
    },
  );

  it('offers each zone under the name by which people look for it today', async () => {
    const { element } = await drawn('Europe/Berlin');
    const offered = element.option_groups.flatMap(({ options }) => options.map(({ value }) => value));
    expect(offered).toEqual(expect.arrayContaining(['Asia/Kolkata', 'Europe/Kyiv', 'Asia/Kathmandu']));
    expect(offered).not.toEqual(expect.arrayContaining(['Asia/Calcutta']));
    // Slack answers with what was chosen: each must be one that Lore takes.
    expect(offered.filter((zone) => !isZone(zone))).toEqual([]);
    expect(new Set(offered).size).toBe(offered.length);
  });
});

it('a team’s week stands before its retrospectives in the form, and each ritual below the one it serves', () => {
  expect(ritualsOf({ features }).map(({ title }) => title('en'))).toEqual([
    'Weekly shares',
    'Team meeting',
    'Presenter rotation',
    'Meeting agenda',
    'Weekly digest',
    'Regular retrospective',
    'Facilitator of the retrospective',
    'Coaching rounds',
    'Forum',
    'Numbers of the quarter',
  ]);
});
