import fc from 'fast-check';
import { aChannel, aChoice, aDay, anInstant, aPerson, aRecord } from '../../../src/core/export.ts';
import { channelId, rowId, userId } from '../../../src/core/ids.ts';
import type { Piece } from '../../../src/core/kit/blocks.ts';
import { limits } from '../../../src/core/kit/limits.ts';
import { languages } from '../../../src/core/languages.ts';
import { features } from '../../../src/features.ts';
import { dataCopy } from '../../../src/system/my-data/copy.ts';
import { type DataWords, inParts, readable } from '../../../src/system/my-data/readable.ts';
import { wordsFor } from '../../../src/system/my-data/words.ts';
import { often } from '../../support/often.ts';

const words: DataWords = {
  title: (key) => key.toUpperCase(),
  choice: (key, choice) => `${key} ${choice}`,
  moment: (iso) => `at ${iso}`,
  day: (date) => `on ${date}`,
  none: 'nothing',
  yes: 'yes',
  no: 'no',
  unseen: 'gone',
};

const textOf = (piece: Piece): string => {
  if (typeof piece === 'string') return piece;
  if ('bold' in piece) return `*${piece.bold}*`;
  if ('written' in piece) return piece.written;
  if ('link' in piece) return piece.link;
  if ('name' in piece) return piece.name;
  return 'person' in piece ? `<@${piece.person}>` : `<#${piece.channel}>`;
};

describe('records as lines', () => {
  it('name every value in words, show what is empty, and leave ids out', () => {
    const record = {
      id: 'r1',
      count: 1,
      list: ['x', { deep: 'two\nlines', other: true }],
      none: null,
      empty: '',
      nothing: [],
      states: [aChoice('open'), aChoice('done')],
    };
    expect(readable(record, words).map((line) => line.map(textOf).join(''))).toEqual([
      '*COUNT: *1',
      '*LIST: *',
      '      • x',
      '      • *DEEP: *two\nlines',
      '        *OTHER: *yes',
      '*NONE: *nothing',
      '*EMPTY: *nothing',
      '*NOTHING: *nothing',
      '*STATES: *states open, states done',
    ]);
  });

  it('show people, channels, dates, choices and other records as what they are', () => {
    const record = {
      owner: aPerson(userId('U1')),
      channel: aChannel(channelId('C1')),
      endsAt: anInstant(Date.UTC(2026, 10, 26, 17)),
      dueOn: aDay('2026-12-01'),
      state: aChoice('open'),
      seen: aRecord(rowId('r1'), 'Website relaunch'),
      unseen: aRecord(rowId('r2'), null),
      nobody: aPerson(null),
    };
    expect(readable(record, words).map((line) => line.slice(2).map(textOf).join(''))).toEqual([
      '<@U1>',
      '<#C1>',
      'at 2026-11-26T17:00:00.000Z',
      'on 2026-12-01',
      'state open',
      'Website relaunch',
      'gone',
      'nothing',
    ]);
  });

  it('in parts lose nothing, cut no character in two, and keep to the size', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 60 })),
        fc.integer({ min: 5, max: 40 }),
        (texts, size) => {
          const parts = inParts(
            texts.map((text) => [text]),
            size,
          ).map((lines) => lines.map((line) => line.map(textOf).join('')).join('\n'));
          expect(parts.every((part) => part.length <= size && part.isWellFormed())).toBe(true);
          const bare = (text: string) => text.replaceAll('\n', '');
          expect(bare(parts.join(''))).toBe(bare(texts.join('')));
        },
      ),
      often(100),
    );
  });
});

describe('the words of a reader', () => {
  const berlin = { locale: 'de', tz: 'Europe/Berlin' } as const;
  const chicago = { locale: 'en', tz: 'America/Chicago' } as const;

  it('tell an instant in their zone and language, with its year, and a day as it is', () => {
    const iso = '2026-11-26T17:00:00.000Z';
    expect(wordsFor(features, 'retro', berlin).moment(iso)).toBe('26. November 2026 um 18:00 MEZ');
    expect(wordsFor(features, 'retro', chicago).moment(iso)).toBe('26 November 2026 at 11:00 GMT-6');
    expect(wordsFor(features, 'retro', chicago).day('2026-12-01')).toBe('1 December 2026');
  });

  it('come from the feature’s own copy, and are the key where a feature has none', () => {
    expect(wordsFor(features, 'retro', berlin).title('dueOn')).toBe('Fällig');
    expect(wordsFor(features, 'retro', chicago).choice('column', 'did-not')).toBe('What did not');
    expect(wordsFor(features, 'retro', chicago).choice('format', 'start-stop')).toBe('Start, stop, continue');
    expect(wordsFor(features, 'retro', chicago).title('somethingNew')).toBe('somethingNew');
    expect(wordsFor(features, 'lore', berlin).choice('workingDays', 'monday')).toBe('Montag');
  });
});

describe('the confirmations of an erasure', () => {
  it('are never cut by Slack’s limits, in any language', () => {
    for (const locale of languages) {
      const t = dataCopy.in(locale, 'UTC');
      for (const key of ['eraseText', 'leftEraseText'] as const)
        expect(t.plain(key).length).toBeLessThanOrEqual(limits.confirmText);
      for (const key of ['eraseTitle', 'leftEraseTitle'] as const)
        expect(t.plain(key).length).toBeLessThanOrEqual(limits.confirmTitle);
      for (const key of ['modal', 'allModal', 'leftModal'] as const)
        expect(t.plain(key).length).toBeLessThanOrEqual(limits.modalTitle);
    }
  });
});
