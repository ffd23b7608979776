/** The one form of a channel with everything in it, as large as it can be: Slack takes it, in every language. */
import { checkView } from '../../../sandbox/blocks/view.ts';
import { listAt, textAt } from '../../../sandbox/json.ts';
import { channelId, rowId, userId } from '../../../src/core/ids.ts';
import { languages } from '../../../src/core/languages.ts';
import type { ChannelSchedule } from '../../../src/core/recurrence.ts';
import { features } from '../../../src/features.ts';
import { viewOf } from '../../../src/slack/requests/private-metadata.ts';
import { setUpModal } from '../../../src/system/schedules/setup/ids.ts';
import { doubtsIn, keptOf, questionsOf, rowsOf } from '../../../src/system/schedules/setup/rules.ts';
import { renderSetUp } from '../../../src/system/schedules/setup/screens.ts';
import { ritualsOf } from '../../../src/system/schedules/within.ts';

const schedules = ritualsOf({ features });
const modal = setUpModal(schedules);
const channel = channelId('C0123456789');
const owner = userId('U0123456789');
const now = Date.parse('2026-11-24T09:00:00Z');
const tz = 'America/Argentina/ComodRivadavia';
const zones = ['Asia/Tokyo', 'Pacific/Auckland', 'America/Los_Angeles', 'Asia/Kolkata', 'Africa/Lagos'];
const workingHours = { days: [1, 2, 3, 4, 5], start: 540, end: 1050, holidays: null } as const;
const people = zones.map((zone, at) => ({
  userId: at === 0 ? owner : userId(`U${at}`),
  memberType: 'member' as const,
  isAdmin: false,
  tz: zone,
  locale: 'en' as const,
  workingHours,
  awayUntil: null,
}));
const settings = {
  tz,
  locale: 'pt-BR',
  days: [1, 2, 3, 4, 5, 6, 7],
  holidays: 'DE-BE',
  place: 'channel',
  owner,
  deputy: owner,
  isLocked: true,
  offers: true,
} as const;
const learning = { weekday: 7, minutes: 1_200, long: 240 };
const calendar = { tz, days: settings.days, isHoliday: () => true };

const stored = (isPaused: boolean): readonly ChannelSchedule[] =>
  schedules.map(({ name, usual }) => ({
    name,
    channel,
    isOn: true,
    rule: usual,
    pausedUntil: isPaused ? '2027-12-31' : null,
    owner,
    named: [owner],
    place: 'channel',
    next: isPaused
      ? null
      : { id: rowId('x'), on: '2026-12-31', at: now, beforeAt: null, moved: 'by_hand' as const },
  }));

/** @param isOn whether all are chosen; else each row is hidden, and what was typed in it is kept */
async function drawn(locale: (typeof languages)[number], isPaused: boolean, isOn: boolean) {
  const known = stored(isPaused);
  const last = new Map(
    known.map(({ name }) => [name, { state: 'missed', reason: 'late', due_at: now } as const]),
  );
  const named = { name: 'n'.repeat(80), lookedAfterBy: owner, named: [owner, owner] };
  const setUp = { ...named, settings, calendar, schedules: known, last, people, isShared: true };
  const overview = { channel, setUp, schedules, now };
  const rows = rowsOf(schedules, setUp, now);
  const chosen = new Map([...rows].map(([name, row]) => [name, { ...row, isOn }]));
  const move = isPaused
    ? null
    : { name: known.find(({ rule }) => !('before' in rule))?.name ?? '', date: '2027-12-31', minutes: 1439 };
  const choice = { rows: chosen, move, learning, owner, deputy: owner };
  const doubts = doubtsIn(choice, rows, setUp, now);
  // The most that it can say: everything moves.
  const moved = schedules.map(({ name }) => ({ name, minutes: 1_439 }));
  const state = {
    channel,
    base: Object.fromEntries(rows),
    kept: keptOf(choice),
    learning,
    owner,
    deputy: owner,
    asked: [...questionsOf(choice, doubts, moved)],
    round: 99,
  };
  const shown = { choice, state, notes: [], doubts, moved, now: rows, isSaved: false, more: [] };
  const view = viewOf(await renderSetUp({ locale, tz }, overview, modal, shown), 'k'.repeat(120));
  return JSON.parse(JSON.stringify(view)) as Record<string, unknown>;
}

const all = languages.flatMap((locale) =>
  [true, false].flatMap((isPaused) => [true, false].map((isOn) => ({ locale, isPaused, isOn }))),
);

it.each(all)('in $locale, all paused: $isPaused, all on: $isOn', async ({ locale, isPaused, isOn }) => {
  const view = await drawn(locale, isPaused, isOn);
  expect(checkView(view, 'modal')).toMatchObject({ ok: true });
  expect(listAt(view, 'blocks').length).toBeLessThanOrEqual(100);
  expect(textAt(view, 'private_metadata').length).toBeLessThanOrEqual(3_000);
  // Nothing is left out to make it so.
  const text = JSON.stringify(view);
  for (const { name, title } of schedules) {
    expect(text).toContain(`${name}:on`);
    expect(text).toContain(JSON.stringify(title(locale)).slice(1, -1));
    expect(text.includes(`${name}:paused`)).toBe(isOn);
  }
});
