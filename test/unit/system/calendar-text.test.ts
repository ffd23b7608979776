/** Dates as iCalendar, read again by a parser that is not ours. */
import fc from 'fast-check';
import { feedPath, secretIn } from '../../../src/core/feed-path.ts';
import { calendarText } from '../../../src/system/calendar/ics.ts';
import { eventsIn } from '../../support/calendar-here.ts';
import { often } from '../../support/often.ts';

const second = 1_000;
const built = Date.UTC(2026, 10, 24, 10);

/** One line, as titles are: without what ends one. */
const title = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
  .map((text) => text.replaceAll(/[\s\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim())
  // Of these two characters node-ical makes the end of a line, although the first is escaped.
  .filter((text) => text !== '' && !/\\n/i.test(text));

const event = fc
  .record({
    uid: fc.uuid().map((id) => `${id}@lore`),
    from: fc.integer({ min: Date.UTC(2020, 0) / second, max: Date.UTC(2040, 0) / second }),
    length: fc.integer({ min: 1, max: 86_400 }),
    title,
  })
  .map(({ from, length, ...rest }) => ({ ...rest, from: from * second, to: (from + length) * second }));

it('whatever people wrote comes out as it went in, at the same instants, and adds nothing', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(event, { selector: ({ uid }) => uid, maxLength: 6 }),
      title,
      (events, name) => {
        const text = calendarText({ name, events }, built, 'de');
        expect(
          eventsIn(text).map(({ uid, from, to, title: said }) => ({ uid, from, to, title: said })),
        ).toEqual(events.toSorted((a, b) => a.from - b.from || (a.uid < b.uid ? -1 : 1)));
        // No line is longer than a parser has to read, and each ends as it should.
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      },
    ),
    often(100),
  );
});

it.each(['BEGIN:VEVENT', 'a, b; c\\d', 'x:y;ATTENDEE=mailto:a@example.org', '„Grüße“ 👩‍🚀 日本語'])(
  'a title such as %s stays a title',
  (said) => {
    const one = { uid: 'a@lore', from: built, to: built + second, title: said };
    expect(eventsIn(calendarText({ name: 'Lore', events: [one] }, built, 'en'))).toMatchObject([
      { title: said },
    ]);
  },
);

it('what is built later replaces what was built before, with the same ids', () => {
  const one = { uid: 'a@lore', from: built, to: built + second, title: 'A' };
  const at = (now: number) =>
    eventsIn(calendarText({ name: 'Lore', events: [one] }, now, 'en'))[0]?.sequence ?? 0;
  expect(at(built + 60 * second)).toBe(at(built) + 1);
  expect(at(0)).toBe(0);
});

it('the secret is found in the path, wherever a proxy puts it, and in no other', () => {
  const secret = 'a'.repeat(43);
  expect(secretIn(feedPath(secret))).toBe(secret);
  expect(secretIn(`/team/lore${feedPath(secret)}`)).toBe(secret);
  for (const path of ['/', '/install', '/slack/events', '/calendar', '/calendars/x.ics', ''])
    expect(secretIn(path)).toBeNull();
});
